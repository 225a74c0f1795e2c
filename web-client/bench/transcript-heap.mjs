import { launchBrowser, openReader } from "../e2e/browser.mjs";
import { createSteps } from "../e2e/steps.mjs";
import { startMock } from "../mock/server.mjs";
import { USERS } from "../mock/store.mjs";

/** Opens a run of 50,000 lines and prints what it costs the tab. Goal: < 200 MB heap, < 3,000 nodes. */
const LINES = Number(process.env.LINES ?? 50_000);
const GOAL = { heapMb: 200, nodes: 3000 };

const mock = await startMock({ pace: 0, seeded: false });
const task = mock.runner.startLong(mock.demo.long, USERS.RD, LINES);
// Nothing is gained by playing it: the events are put into the history at once.
await task.playing;
const bytes = task.lines.reduce((sum, line) => sum + line.length, 0);

const browser = await launchBrowser(["--js-flags=--expose-gc", "--enable-precise-memory-info"]);
const { page, errors } = await openReader(browser, {});
const session = await page.context().newCDPSession(page);
const steps = createSteps(page, mock.baseUrl);
await steps.signIn("RD");

async function measure(name) {
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  const nodes = await page.evaluate(() => document.querySelectorAll("*").length);
  const heapMb = usedSize / 1024 / 1024;
  console.log(`${name.padEnd(34)} heap ${heapMb.toFixed(1).padStart(7)} MB   nodes ${nodes}`);
  return { heapMb, nodes };
}

console.log(`${task.events.length} events, ${(bytes / 1024 / 1024).toFixed(1)} MB of agent lines`);
const results = [await measure("before (projects page)")];
const start = performance.now();
await page.goto(`${mock.baseUrl}/codegen/${task.view.id}`);
await steps.watchRows(3);
console.log(`first rows after ${(performance.now() - start).toFixed(0)} ms`);
await page
  .getByText(steps.words("connection.ended"), { exact: true })
  .waitFor({ timeout: 120_000 });
console.log(`whole history after ${(performance.now() - start).toFixed(0)} ms`);
results.push(await measure("open, at the top"));

const scroller = steps.transcript();
const scroll = async (where) => {
  await scroller.evaluate((element, share) => {
    element.scrollTop = share * element.scrollHeight;
  }, where);
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 120))),
  );
};
for (const share of [0.2, 0.4, 0.6, 0.8, 1]) await scroll(share);
results.push(await measure("scrolled through"));
const group = page.getByRole("button", { name: /actions/ }).last();
if (await group.count()) await group.click();
results.push(await measure("with an opened group"));
await page.getByText(steps.words("transcript.raw"), { exact: true }).click();
await page.locator(".cm-raw-line").first().waitFor();
results.push(await measure("raw view"));

await browser.close();
await mock.stop();
const worst = {
  heapMb: Math.max(...results.map(({ heapMb }) => heapMb)),
  nodes: Math.max(...results.map(({ nodes }) => nodes)),
};
console.log(
  `worst: ${worst.heapMb.toFixed(1)} MB (goal ${GOAL.heapMb}), ${worst.nodes} nodes (goal ${GOAL.nodes})`,
);
if (errors.length > 0) console.error(errors.join("\n"));
if (worst.heapMb > GOAL.heapMb || worst.nodes > GOAL.nodes || errors.length > 0)
  process.exitCode = 1;
