import { launchBrowser, openReader } from "../e2e/browser.mjs";
import { createSteps } from "../e2e/steps.mjs";
import { makePatch } from "../mock/patches.mjs";
import { startMock } from "../mock/server.mjs";
import { USERS } from "../mock/store.mjs";

/** Opens the review of 60,000 changed lines in 300 files. Goal: lines on the screen in < 2 s. */
const FILES = Number(process.env.FILES ?? 300);
const LINES = Number(process.env.LINES ?? 60_000);
const RUNS = Number(process.env.RUNS ?? 3);
const GOAL_MS = 2000;

const mock = await startMock({ pace: 0, seeded: false });
const diff = makePatch(FILES, LINES);
const task = mock.runner.start(mock.demo.long, USERS.RD, { diff, speed: 0 });
await task.playing;

const times = [];
for (let run = 0; run < RUNS; run += 1) {
  const browser = await launchBrowser();
  const { page } = await openReader(browser, {});
  const steps = createSteps(page, mock.baseUrl);
  await steps.signIn("RD");
  await page.goto(`${mock.baseUrl}/codegen/${task.view.id}`);
  await page.getByText(steps.words("connection.ended"), { exact: true }).waitFor();
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  const button = page.getByRole("button", { name: steps.words("review.open"), exact: true });
  const start = performance.now();
  await button.click();
  await page.waitForFunction(() =>
    document.querySelector("diffs-container")?.shadowRoot?.querySelector("[data-line]"),
  );
  const milliseconds = performance.now() - start;
  times.push(milliseconds);
  const patches = requests.filter((url) => /diff\.patch|[?&]path=/.test(url)).length;
  console.log(
    `run ${run + 1}: lines after ${milliseconds.toFixed(0)} ms, ${patches} patches asked for`,
  );
  await browser.close();
}
await mock.stop();
times.sort((a, b) => a - b);
const median = times[Math.floor(times.length / 2)];
console.log(`${FILES} files, ${LINES} lines: median ${median.toFixed(0)} ms (goal ${GOAL_MS})`);
if (median > GOAL_MS) process.exitCode = 1;
