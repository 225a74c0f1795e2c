import { findFaults, findOverflow } from "./axe.mjs";
import { openReader, takeShot } from "./browser.mjs";
import { createSteps } from "./steps.mjs";

/** Looks at every page in one size, language and theme; answers what is wrong with it. */
export async function takeTour({ browser, baseUrl, reader, ids, screenshotsDir }) {
  const { size, language, theme } = reader;
  const { page, context, errors } = await openReader(browser, reader);
  const steps = createSteps(page, baseUrl, language);
  const { words } = steps;
  const faults = [];
  const look = async (name) => {
    // Fading dialogs have no stable colours yet.
    await page.evaluate(() =>
      Promise.all(
        document
          .getAnimations()
          .filter(
            ({ effect }) => effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY,
          )
          .map(({ finished }) => finished.catch(() => undefined)),
      ),
    );
    await takeShot(page, screenshotsDir, `${name}-${size}-${language}-${theme}`);
    const found = [...(await findFaults(page)), ...(await findOverflow(page))];
    for (const fault of found) faults.push(`${name} ${size} ${language} ${theme}: ${fault}`);
  };
  const open = (path) => page.goto(baseUrl + path);
  const heading = (name) => page.getByRole("heading", { name }).first().waitFor();
  const dialog = () => page.getByRole("dialog");

  await open("/");
  await heading(words("signIn.demo.title"));
  await look("sign-in");
  await steps.signIn("ADMIN");
  await page.getByRole("list", { name: words("projects.title") }).waitFor();
  await look("projects");
  await page.getByRole("button", { name: words("projects.create") }).click();
  await dialog().getByLabel(words("projects.name")).fill("Twice");
  await dialog().getByLabel(words("projects.key")).fill("PAY");
  await dialog()
    .getByRole("button", { name: words("projects.createSubmit") })
    .click();
  await dialog().getByText(words("problem.project.key-taken")).waitFor();
  await look("project-create-refused");

  await open(`/projects/${ids.project}`);
  await page.getByRole("list", { name: words("requirements.title") }).waitFor();
  await look("project");
  await page.getByRole("button", { name: words("repositories.link") }).click();
  await dialog().getByLabel(words("repositories.url")).fill("https://git.example.com/a/b.git");
  await dialog().getByLabel(words("repositories.accessToken"), { exact: true }).fill("wrong-token");
  await dialog()
    .getByRole("button", { name: words("repositories.linkSubmit") })
    .click();
  await dialog().getByText(words("problem.repository.credential-rejected")).waitFor();
  await look("repository-refused");

  await open(`/projects/${ids.project}/requirements/new`);
  await page.getByLabel(words("requirements.titleLabel")).waitFor();
  await page.getByRole("button", { name: words("requirements.createSubmit") }).click();
  await page.getByText(words("requirements.titleMissing")).waitFor();
  await look("requirement-new");
  await open(`/requirements/${ids.requirement}`);
  await page.getByRole("button", { name: words("requirements.generate"), exact: true }).click();
  await dialog().getByLabel(words("generate.extraContext")).waitFor();
  await look("generate-dialog");
  await page.keyboard.press("Escape");
  await dialog().waitFor({ state: "hidden" });
  await look("requirement");

  await open(`/codegen/${ids.completed}`);
  await steps.awaitStatus("COMPLETED");
  await steps.watchRows(5);
  await look("run-completed");
  const group = page
    .getByRole("button", { name: /^\d+ / })
    .filter({ hasText: words("tools.Edit") })
    .first();
  await group.click();
  await page
    .getByRole("button", { name: /Greeter\.java/ })
    .first()
    .click();
  await page
    .getByRole("button", { name: /Greeter\.java/ })
    .last()
    .click();
  await page
    .getByRole("region", { name: /Greeter\.java/ })
    .first()
    .waitFor();
  await look("run-opened");
  await page.getByRole("textbox", { name: words("transcript.search") }).fill("to-stderr");
  await page.getByRole("status").filter({ hasText: /[1-9]/ }).first().waitFor();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => {
    const hit = document.querySelector(".cm-block-hit")?.getBoundingClientRect();
    const list = document.querySelector(".cm-scroller").getBoundingClientRect();
    return hit && hit.top >= list.top - 1 && hit.bottom <= list.bottom;
  });
  await look("run-search");
  await page.getByText(words("transcript.raw"), { exact: true }).click();
  await page.locator(".cm-raw-line").first().waitFor();
  await look("run-raw");
  await steps.openDiff();
  await page.locator("diffs-container").getByText("Greeter").first().waitFor();
  await look("run-diff");
  await steps.openTab("prompt");
  await page.getByRole("article", { name: words("codegen.prompt") }).waitFor();
  await look("run-prompt");
  await open(`/codegen/${ids.failed}`);
  await page.getByText(words("failure.agent.model-overloaded.title")).first().waitFor();
  await look("run-failed");
  await open("/requirements/unknown");
  await heading(words("shell.notFound"));
  await look("not-found");

  await context.close();
  return [...faults, ...errors.map((error) => `${size} ${language} ${theme}: ${error}`)];
}
