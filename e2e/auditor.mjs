import { findFaults } from "../web-client/e2e/axe.mjs";
import { launchBrowser, openReader, takeShot } from "../web-client/e2e/browser.mjs";
import { createSteps } from "../web-client/e2e/steps.mjs";
import { createApi } from "./lib/api.mjs";

// Somebody who was not there when a run happened goes through it event by event and asks whether it is still what it was.

const baseUrl = process.env.CODEMASTER_URL;
const shots = process.env.SCREENSHOTS_DIR ?? "build/test/screenshots";
const RUN_MILLIS = 60_000;

const anyone = createApi(baseUrl);
const { token } = await anyone.call("POST", "/api/v1/auth/demo/login", { role: "RD" });
const { call } = anyone.as(token);

/** A run of the demo model, from its order to its end. */
async function endedRun() {
  const requirement = await call("POST", "/api/v1/projects/demo-project/requirements", {
    title: "Look at it later",
    description: "Something to go through event by event.",
    repositoryId: "demo-repository",
  });
  const { id } = await call("POST", `/api/v1/requirements/${requirement.id}/generate`, {});
  const end = Date.now() + RUN_MILLIS;
  for (;;) {
    const task = await call("GET", `/api/v1/codegen/${id}`);
    if (task.status === "COMPLETED") return task;
    if (task.failure || Date.now() > end)
      throw new Error(`The run is ${task.status}: ${JSON.stringify(task.failure)}`);
    await new Promise((done) => setTimeout(done, 250));
  }
}

const run = await endedRun();
const browser = await launchBrowser();
const { page, errors } = await openReader(browser, {});
const steps = createSteps(page, baseUrl);
const { words } = steps;
const button = (key) => page.getByRole("button", { name: words(key), exact: true });
const slider = page.getByRole("slider", { name: words("replay.playhead") });
const playhead = async () => Number(await slider.getAttribute("aria-valuenow"));
const pane = (key) => page.getByRole("complementary", { name: words(`replay.panes.${key}`) });
const check = (truth, words) => {
  if (!truth) throw new Error(words);
};
const awaitPlayhead = (holds, argument) =>
  page.waitForFunction(
    ([test, value]) => {
      const now = Number(document.querySelector("[role=slider]")?.getAttribute("aria-valuenow"));
      return test === "after" ? now > value : now === value;
    },
    [holds, argument],
  );
const shot = async (name) => {
  await takeShot(page, shots, `auditor-${name}`);
  const faults = await findFaults(page);
  check(faults.length === 0, faults.join("\n"));
};
try {
  await steps.signIn("RD");
  await page.goto(`${baseUrl}/codegen/${run.id}`);
  await button("replay.open").waitFor();
  await page.keyboard.press("r");
  await slider.waitFor();
  check((await playhead()) === 1, "A replay begins at the first event.");

  // It plays and pauses.
  await page.keyboard.press(">");
  await page.keyboard.press(">");
  await button("replay.play").click();
  await awaitPlayhead("after", 5);
  await button("replay.pause").click();
  const paused = await playhead();
  await page.waitForURL((url) => Number(url.searchParams.get("event")) === paused);

  // It goes anywhere, and what is shown is what had happened then.
  const transcript = steps.transcript();
  await slider.focus();
  await page.keyboard.press("Home");
  await awaitPlayhead("is", 1);
  check(
    (await transcript.locator(".cm-tool").count()) === 0,
    "At the first event no tool had run.",
  );
  const bar = await slider.boundingBox();
  await page.mouse.click(bar.x + bar.width * 0.6, bar.y + 10);
  await awaitPlayhead("after", 1);
  await shot("1-somewhere");

  // From edit to edit: file and diff are those of the moment.
  const files = pane("files");
  const change = files.getByRole("region", { name: /^Change of/ });
  await slider.focus();
  await page.keyboard.press("Home");
  await files.getByText(words("replay.files.none")).waitFor();
  await page.keyboard.press("e");
  await awaitPlayhead("after", 1);
  const edit = await playhead();
  await change.locator(".cm-diff-add").first().waitFor();
  await shot("2-edit");
  await files.getByText(words("replay.files.content"), { exact: true }).click();
  await files.getByRole("region", { name: words("replay.files.content") }).getByText("# Plan").first().waitFor();
  await slider.focus();
  await page.keyboard.press("ArrowLeft");
  await awaitPlayhead("is", edit - 1);
  await files.getByText(words("replay.files.none")).waitFor();
  await page.keyboard.press("e");
  await awaitPlayhead("is", edit);

  // The event itself, what it belongs to, and whether it is still what was recorded.
  await page.getByText(words("replay.panes.event"), { exact: true }).click();
  const event = pane("event");
  await event.getByText(words("replay.verified")).waitFor();
  await event.getByText(words("replay.causedBy")).waitFor();
  await shot("3-record");
  await event
    .getByRole("button", { name: /Event \d+/ })
    .first()
    .click();
  await event.getByText(words("replay.answeredBy")).first().waitFor();

  // A link opens the moment.
  await page.goto(`${baseUrl}/codegen/${run.id}?event=${edit}`);
  await awaitPlayhead("is", edit);
  await change.locator(".cm-diff-add").first().waitFor();

  await page.keyboard.press("r");
  await page.getByRole("tab", { name: words("codegen.tabs.transcript") }).waitFor();
  check(
    !new URL(page.url()).searchParams.has("event"),
    "Leaving the replay leaves no moment in the address.",
  );
  if (errors.length > 0) throw new Error(`The browser reported:\n${errors.join("\n")}`);
} catch (cause) {
  await takeShot(page, shots, "auditor-failed");
  throw cause;
} finally {
  await browser.close();
}
console.log("What happened can be gone through again.");
