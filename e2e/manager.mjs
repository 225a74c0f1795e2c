import { findFaults, findOverflow } from "../web-client/e2e/axe.mjs";
import { launchBrowser, openReader, takeShot } from "../web-client/e2e/browser.mjs";
import { createSteps } from "../web-client/e2e/steps.mjs";
import { createApi } from "./lib/api.mjs";

// A manager begins with the dashboard, looks at the statistics, and opens the list behind a figure.

const baseUrl = process.env.CODEMASTER_URL;
const shots = process.env.SCREENSHOTS_DIR ?? "build/test/screenshots";
const PATIENCE = 10_000;
const TITLE = "Counted when it is cancelled";

const anyone = createApi(baseUrl);
const { token } = await anyone.call("POST", "/api/v1/auth/demo/login", { role: "PM" });
const { call } = anyone.as(token);

const requirement = await call("POST", "/api/v1/projects/demo-project/requirements", {
  title: TITLE,
  description: "Take your time. [[scenario:document-and-test]]",
  repositoryId: "demo-repository",
});
const run = await call("POST", `/api/v1/requirements/${requirement.id}/generate`, {});
await call("POST", `/api/v1/codegen/${run.id}/cancel`);
const end = Date.now() + PATIENCE;
let { status } = run;
while (status !== "CANCELLED") {
  if (Date.now() > end) throw new Error(`the run was not cancelled, it is ${status}`);
  await new Promise((done) => setTimeout(done, 100));
  ({ status } = await call("GET", `/api/v1/codegen/${run.id}`));
}

const browser = await launchBrowser();
const { page, errors } = await openReader(browser, {});
const steps = createSteps(page, baseUrl);
const { words } = steps;
const look = async (name) => {
  await takeShot(page, shots, `manager-${name}`);
  const faults = [...(await findFaults(page)), ...(await findOverflow(page))];
  if (faults.length > 0) throw new Error(`${name}:\n${faults.join("\n")}`);
};
try {
  await steps.signIn("PM");
  await page.getByRole("list", { name: words("statistics.figures") }).waitFor();
  await page.getByRole("list", { name: words("dashboard.recent") }).getByText(TITLE).waitFor();
  await look("1-dashboard");

  await page.getByRole("link", { name: words("statistics.title"), exact: true }).click();
  await page.locator(".cm-chart-canvas svg").last().waitFor();
  await look("2-statistics");

  const figure = page.getByRole("link", { name: new RegExp(`^${words("statistics.names.cancelled")} `) });
  const counted = Number(await figure.locator("strong").textContent());
  await figure.click();
  const list = page.getByRole("list", { name: words("generations.title") });
  await list.getByText(TITLE).waitFor();
  const listed = await list.getByRole("listitem").count();
  if (counted !== listed) throw new Error(`the figure says ${counted}, the list has ${listed}`);
  await look("3-list");
  if (errors.length > 0) throw new Error(`The browser reported:\n${errors.join("\n")}`);
} catch (cause) {
  await takeShot(page, shots, "manager-failed");
  throw cause;
} finally {
  await browser.close();
}
