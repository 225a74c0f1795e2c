import { launchBrowser, openReader, takeShot } from "../web-client/e2e/browser.mjs";
import { createReviewSteps } from "../web-client/e2e/review-steps.mjs";
import { createSteps } from "../web-client/e2e/steps.mjs";

// The whole way of a requirement: analysed, generated, reviewed by the second agent and by a person, sent back, approved,
// merged; and everybody hears of it.

const baseUrl = process.env.CODEMASTER_URL;
const shots = process.env.SCREENSHOTS_DIR ?? "build/test/screenshots";
const AGENT_MILLIS = 120_000;
const SENT_BACK = "Refuse a bill that nobody shares.";

const browser = await launchBrowser();
const { page, errors } = await openReader(browser, {});
const steps = createSteps(page, baseUrl);
const { words } = steps;
const review = createReviewSteps({ page, words });
const shot = (name) => takeShot(page, shots, `way-${name}`);
const taskOf = (url) => new URL(url).pathname.split("/")[2];
try {
  await steps.signIn("RD");
  await page.goto(`${baseUrl}/repositories/demo-repository`);
  await page.getByRole("button", { name: words("analysis.start"), exact: true }).click();
  await page.getByText("src/money.js").first().waitFor({ timeout: AGENT_MILLIS });
  await shot("1-analysis");

  await page.goto(`${baseUrl}/requirements/DEMO-1`);
  await steps.generate();
  await steps.awaitStatus("COMPLETED", AGENT_MILLIS);
  const first = taskOf(page.url());

  await review.open({ baseUrl }, first);
  await review.awaitFindings();
  await review.finding("divides by zero").waitFor();
  await review.commentOnLine("test/rounding.test.js", 17, SENT_BACK);
  await review.awaitSaved();
  await shot("2-first-review");
  await review.choose("NEEDS_REVISION");
  await review.submit("NEEDS_REVISION");
  await page.waitForURL(
    (url) => url.pathname.startsWith("/codegen/") && !url.pathname.includes(first),
  );
  const second = taskOf(page.url());
  await steps.awaitStatus("COMPLETED", AGENT_MILLIS);
  await page.getByText(words("codegen.resumed")).waitFor();
  await shot("3-second-attempt");

  await review.open({ baseUrl }, second);
  await review.awaitFindings();
  await page.getByText(SENT_BACK).first().waitFor();
  await page.getByText("refuses a bill that nobody shares").first().waitFor();
  await shot("4-second-review");
  await review.choose("APPROVED");
  await review.submit("APPROVED");
  const merge = page.getByRole("region", { name: words("merge.title") });
  await merge.getByText(words("merge.states.OPENED"), { exact: true }).waitFor({ timeout: 30_000 });
  await shot("5-merge-request");
  await merge.getByRole("button", { name: words("merge.here"), exact: true }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: words("merge.here"), exact: true })
    .click();
  await merge.getByText(words("merge.states.MERGED"), { exact: true }).waitFor({ timeout: 30_000 });
  await page.goto(`${baseUrl}/requirements/DEMO-1`);
  await page.getByRole("heading", { name: words("requirements.rounds") }).waitFor();
  await shot("6-merged");

  await page.goto(`${baseUrl}/inbox`);
  await page.getByText("DEMO-1").first().waitFor();
  await shot("7-inbox");
  if (errors.length > 0) throw new Error(`The browser reported:\n${errors.join("\n")}`);
} catch (cause) {
  await shot("failed");
  throw cause;
} finally {
  await browser.close();
}
console.log("The whole way holds.");
