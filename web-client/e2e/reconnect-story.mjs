import { manyLines } from "../mock/script.mjs";
import { USERS } from "../mock/store.mjs";
import { openReader } from "./browser.mjs";
import { createSteps } from "./steps.mjs";

/** Every stream is cut after a few events: the list must end complete, and nothing twice. */
export async function tellReconnectStory({ browser, mock, requirementId }) {
  const { page, context } = await openReader(browser, {});
  const steps = createSteps(page, mock.baseUrl);
  mock.options.disconnect = 7;
  try {
    await steps.signIn("RD");
    await page.goto(`${mock.baseUrl}/requirements/${requirementId}`);
    await steps.generate();
    await steps.awaitStatus("COMPLETED", 60_000);
    const id = new URL(page.url()).pathname.split("/").at(-1);
    const task = mock.store.tasks.get(id);
    const outputs = task.events.filter(({ event }) => event === "output").length;
    await page.getByText(steps.words("transcript.raw"), { exact: true }).click();
    const list = page.locator('[data-testid="virtuoso-item-list"]');
    await page.getByText(steps.words("connection.ended"), { exact: true }).waitFor();
    await list.locator("[data-index]").first().waitFor();
    const scroller = page.locator(".cm-raw");
    await scroller.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await list.locator(`[data-index="${outputs - 1}"]`).waitFor();
    const beyond = await list.locator(`[data-index="${outputs}"]`).count();
    if (beyond > 0) throw new Error("The list holds more lines than the run");
  } finally {
    mock.options.disconnect = 0;
    await context.close();
  }
}

/** A reader who scrolls up stays where they are, is told what is new, and can go back. */
export async function tellFollowStory({ browser, mock, requirement }) {
  const { page, context } = await openReader(browser, {});
  const steps = createSteps(page, mock.baseUrl);
  const atEnd = () => {
    const { scrollHeight, clientHeight, scrollTop } = document.querySelector(".cm-scroller");
    return scrollHeight - clientHeight - scrollTop < 60;
  };
  try {
    await steps.signIn("RD");
    const task = mock.runner.start(requirement, USERS.RD, { lines: manyLines(700), speed: 12 });
    await page.goto(`${mock.baseUrl}/codegen/${task.view.id}`);
    const log = steps.transcript();
    await page.waitForFunction(() => document.querySelector(".cm-scroller")?.scrollTop > 400);
    await log.hover();
    await page.mouse.wheel(0, -300);
    const pill = page.getByRole("button", { name: /new$/ });
    await pill.waitFor();
    const before = await log.evaluate((element) => element.scrollTop);
    await steps.awaitStatus("COMPLETED", 60_000);
    const after = await log.evaluate((element) => element.scrollTop);
    if (Math.abs(after - before) > 40) throw new Error(`The list moved by ${after - before}px`);
    await pill.click();
    await page.waitForFunction(atEnd);
  } finally {
    await context.close();
  }
}
