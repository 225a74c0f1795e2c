import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function launchBrowser(extra = []) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [...FLAGS, ...extra],
  });
}

const SIZES = {
  desktop: { width: 1440, height: 900 },
  narrow: { width: 390, height: 844 },
};

/** A reader: a size, a language and a theme, with the browser's own errors collected. */
export async function openReader(browser, { size = "desktop", language = "en", theme = "light" }) {
  const context = await browser.newContext({
    viewport: SIZES[size],
    locale: language === "zh" ? "zh-CN" : "en-GB",
    colorScheme: theme,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const errors = [];
  page.on("pageerror", (error) => errors.push(`page: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() !== "error") return;
    // A refused request is part of the stories; the page has to say it in words.
    if (/Failed to load resource/.test(message.text())) return;
    errors.push(`console: ${message.text()}`);
  });
  return { context, page, errors };
}

export async function takeShot(page, directory, name) {
  await mkdir(directory, { recursive: true });
  await page.screenshot({ path: join(directory, `${name}.png`) });
}
