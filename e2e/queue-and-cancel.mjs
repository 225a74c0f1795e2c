import { launchBrowser, openReader, takeShot } from "../web-client/e2e/browser.mjs";
import { createSteps } from "../web-client/e2e/steps.mjs";
import { createApi } from "./lib/api.mjs";

// More runs than workers: the last one says its place, a cancelled one makes room, and can be run again.

const baseUrl = process.env.CODEMASTER_URL;
const shots = process.env.SCREENSHOTS_DIR ?? "build/test/screenshots";
const WORKERS = 3;
const anyone = createApi(baseUrl);
const { token } = await anyone.call("POST", "/api/v1/auth/demo/login", { role: "RD" });
const { call } = anyone.as(token);

async function longRun(title) {
  const requirement = await call("POST", "/api/v1/projects/demo-project/requirements", {
    title,
    description: "Take your time. [[scenario:document-and-test]]",
    repositoryId: "demo-repository",
  });
  return (await call("POST", `/api/v1/requirements/${requirement.id}/generate`, {})).id;
}

const runs = [];
const browser = await launchBrowser();
const { page, errors } = await openReader(browser, {});
const steps = createSteps(page, baseUrl);
const text = (key) => page.locator("main").getByText(steps.words(key)).first();
try {
  for (let i = 1; i <= WORKERS; i++) runs.push(await longRun(`Busy ${i}`));
  const last = await longRun("Waits for a worker");
  runs.push(last);

  await steps.signIn("RD");
  await page.goto(`${baseUrl}/codegen/${last}`);
  await text("codegen.queueNext").waitFor();
  await takeShot(page, shots, "queue-1-waiting");

  await page.goto(`${baseUrl}/codegen/${runs[0]}`);
  await steps.watchRows(2);
  await page.getByRole("button", { name: steps.words("codegen.cancel.button") }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: steps.words("codegen.cancel.confirm") })
    .click();
  await steps.awaitStatus("CANCELLED", 60_000);
  await takeShot(page, shots, "queue-2-cancelled");

  await page.goto(`${baseUrl}/codegen/${last}`);
  await steps.awaitStatus("RUNNING", 60_000);

  await page.goto(`${baseUrl}/codegen/${runs[0]}`);
  await page
    .getByRole("button", { name: steps.words("codegen.retry") })
    .first()
    .click();
  await text("codegen.queueNext").waitFor({ timeout: 30_000 });
  await takeShot(page, shots, "queue-3-again");

  if (errors.length > 0) throw new Error(`The browser reported:\n${errors.join("\n")}`);
} catch (cause) {
  await takeShot(page, shots, "queue-failed");
  throw cause;
} finally {
  await browser.close();
  await Promise.allSettled(runs.map((id) => call("POST", `/api/v1/codegen/${id}/cancel`)));
}
console.log("The queue's story holds.");
