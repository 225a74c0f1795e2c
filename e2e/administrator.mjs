import { findFaults, findOverflow } from "../web-client/e2e/axe.mjs";
import { launchBrowser, openReader, takeShot } from "../web-client/e2e/browser.mjs";
import { createSteps } from "../web-client/e2e/steps.mjs";
import { createApi } from "./lib/api.mjs";

// Who runs the product sees what works and what waits, has a view made anew, limits what is spent, and tells another program.

const baseUrl = process.env.CODEMASTER_URL;
const shots = process.env.SCREENSHOTS_DIR ?? "build/test/screenshots";
const WORKERS = 3;
const VIEW = "requirement-history";
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
const { signIn, words } = createSteps(page, baseUrl);
const dialog = page.getByRole("dialog");
const button = (key, within = page) =>
  within.getByRole("button", { name: words(key), exact: true });
const link = (key) => page.getByRole("link", { name: words(key), exact: true });
const look = async (name) => {
  await takeShot(page, shots, `administrator-${name}`);
  const faults = [...(await findFaults(page)), ...(await findOverflow(page))];
  if (faults.length > 0) throw new Error(`${name}:\n${faults.join("\n")}`);
};

const endRuns = () =>
  Promise.allSettled(runs.map((id) => call("POST", `/api/v1/codegen/${id}/cancel`)));

async function seeTheWork() {
  for (let i = 0; i <= WORKERS; i++) runs.push(await longRun(`Seen at work ${i}`));
  await link("operations.title").click();
  const workers = page.getByRole("region", { name: words("operations.workers") });
  const queue = page.getByRole("region", { name: words("operations.queue") });
  await workers
    .getByRole("link", { name: /Seen at work/ })
    .first()
    .waitFor();
  await queue
    .getByRole("link", { name: /Seen at work/ })
    .first()
    .waitFor();
  await page.getByText(words("operations.noneHeld")).waitFor();
  const view = page.getByRole("row").filter({ has: page.getByText(VIEW, { exact: true }) });
  await view.getByText(words("operations.conditions.RUNNING")).waitFor();
  await view.getByText(words("operations.upToDate")).waitFor();
  await look("1-operations");
  await endRuns();

  await view.getByRole("button", { name: words("operations.rebuild") }).click();
  await button("operations.rebuild", dialog).click();
  const rebuilds = page.getByRole("region", { name: words("operations.rebuilds") });
  const made = rebuilds.getByRole("listitem").filter({ hasText: VIEW }).first();
  await made.getByText(words("operations.rebuildStates.RIGHT")).waitFor();
  await made.scrollIntoViewIfNeeded();
  await look("2-rebuilt");
}

async function limitWhatIsSpent() {
  await page.goto(`${baseUrl}/projects/demo-project`);
  await button("budget.edit").click();
  await dialog.getByLabel(words("budget.fields.monthlyUsd")).fill("250");
  await look("3-budget");
  await button("common.save", dialog).click();
  await dialog.waitFor({ state: "hidden" });
  await page
    .getByRole("region", { name: words("budget.title") })
    .getByText("$250.00")
    .waitFor();
}

/** The product's own address, which takes no deliveries: so it is seen what happens to one that is not accepted. */
async function tellAProgram() {
  const address = `${baseUrl}/api/v1/system`;
  const list = page.getByRole("list", { name: words("subscriptions.title") });
  const item = list.locator("> li").filter({ hasText: address });
  await link("subscriptions.title").click();
  await page.getByText(words("subscriptions.empty")).waitFor();
  await page.keyboard.press("c");
  await dialog.getByLabel(words("subscriptions.url")).fill("http://10.0.0.1/hook");
  await dialog.getByText(words("subscriptions.starts.BEGINNING")).click();
  await button("subscriptions.addSubmit", dialog).click();
  await dialog.locator(".ant-form-item-explain-error").waitFor();
  await look("4-refused");
  await dialog.getByLabel(words("subscriptions.url")).fill(address);
  await button("subscriptions.addSubmit", dialog).click();
  await dialog.getByTestId("secret").waitFor();
  await button("subscriptions.stored", dialog).click();

  await item.getByText(words("subscriptions.states.FAILING"), { exact: true }).waitFor();
  await button("subscriptions.deliveries", item).click();
  await item
    .getByRole("region", { name: words("subscriptions.deliveries") })
    .getByText(/The receiver answered 4\d\d\./)
    .first()
    .waitFor();
  await look("5-not-accepted");
  await button("subscriptions.pause", item).click();
  await item.getByText(words("subscriptions.states.PAUSED"), { exact: true }).waitFor();
  await button("subscriptions.remove", item).click();
  await button("subscriptions.remove", dialog).click();
  await page.getByText(words("subscriptions.empty")).waitFor();

  await link("audit.title").click();
  await page.getByText("event-subscription.paused").first().waitFor();
}

try {
  await signIn("ADMIN");
  await seeTheWork();
  await limitWhatIsSpent();
  await tellAProgram();
  if (errors.length > 0) throw new Error(`The browser reported:\n${errors.join("\n")}`);
} catch (cause) {
  await takeShot(page, shots, "administrator-failed");
  throw cause;
} finally {
  await browser.close();
  await Promise.allSettled([
    endRuns(),
    anyone
      .call("POST", "/api/v1/auth/demo/login", { role: "ADMIN" })
      .then((admin) =>
        anyone.as(admin.token).call("PUT", "/api/v1/projects/demo-project/budget", {}),
      ),
  ]);
}
console.log("The administrator's story holds.");
