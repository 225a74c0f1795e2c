import { launchBrowser, openReader } from "../e2e/browser.mjs";
import { createSteps } from "../e2e/steps.mjs";
import { makePatch } from "../mock/patches.mjs";
import { startMock } from "../mock/server.mjs";
import { USERS } from "../mock/store.mjs";

/** Opens a diff of 60,000 changed lines in 300 files. Goal: lines on the screen in < 2 s. */
const FILES = Number(process.env.FILES ?? 300);
const LINES = Number(process.env.LINES ?? 60_000);
const RUNS = Number(process.env.RUNS ?? 3);
const GOAL_MS = 2000;

const mock = await startMock({ pace: 0, seeded: false });
const diff = makePatch(FILES, LINES);
const task = mock.runner.start(mock.demo.long, USERS.RD, { diff, speed: 0 });
await task.playing;
const bytes = [...diff.parts.values()].reduce((sum, part) => sum + part.length, 0);
const { stat } = diff.summary;
console.log(
  `${stat.files} files, ${stat.additions + stat.deletions} changed lines, ${(bytes / 1024 / 1024).toFixed(1)} MB`,
);

const times = [];
for (let run = 0; run < RUNS; run += 1) {
  const browser = await launchBrowser();
  const { page } = await openReader(browser, {});
  const session = await page.context().newCDPSession(page);
  const steps = createSteps(page, mock.baseUrl);
  await steps.signIn("RD");
  await page.goto(`${mock.baseUrl}/codegen/${task.view.id}`);
  await page.getByText(steps.words("connection.ended"), { exact: true }).waitFor();
  const tab = page.getByRole("tab", {
    name: new RegExp(`^${steps.words("codegen.tabs.changes")}`),
  });
  const start = performance.now();
  await tab.click();
  await page.waitForFunction(() => {
    const first = document.querySelector("diffs-container");
    return first?.shadowRoot?.querySelector("[data-line]");
  });
  const milliseconds = performance.now() - start;
  times.push(milliseconds);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  const nodes = await page.evaluate(() => {
    const count = (root) =>
      [...root.querySelectorAll("*")].reduce(
        (sum, element) => sum + 1 + (element.shadowRoot ? count(element.shadowRoot) : 0),
        0,
      );
    return count(document);
  });
  console.log(
    `run ${run + 1}: lines after ${milliseconds.toFixed(0)} ms, ${nodes} nodes, heap ${(usedSize / 1024 / 1024).toFixed(1)} MB`,
  );
  await browser.close();
}
await mock.stop();
times.sort((a, b) => a - b);
const median = times[Math.floor(times.length / 2)];
console.log(`median ${median.toFixed(0)} ms (goal ${GOAL_MS})`);
if (median > GOAL_MS) process.exitCode = 1;
