import { findFaults, findOverflow } from "./axe.mjs";
import { openReader, takeShot } from "./browser.mjs";
import { createSteps } from "./steps.mjs";
import { visitPeople } from "./tour-people.mjs";
import { visitAudit, visitReplay } from "./tour-replay.mjs";
import { visitReviews } from "./tour-review.mjs";
import { visitStatistics } from "./tour-statistics.mjs";

/** A reader who looks at pages: takes pictures and notes what is wrong with them. */
async function startTour({ browser, baseUrl, reader, screenshotsDir }) {
  const { size, language, theme } = reader;
  const { page, context, errors } = await openReader(browser, reader);
  const steps = createSteps(page, baseUrl, language);
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
  const end = async () => {
    await context.close();
    return [...faults, ...errors.map((error) => `${size} ${language} ${theme}: ${error}`)];
  };
  return { page, steps, words: steps.words, look, open, heading, dialog, end };
}

async function visitSignIn({ page, words, look, open, heading }) {
  await open("/sign-in?problem=auth.feishu-code-expired");
  await heading(words("signIn.demo.title"));
  await look("sign-in");
  await page.getByRole("button", { name: words("signIn.submit"), exact: true }).click();
  await page.getByText(words("signIn.passwordMissing")).waitFor();
  await look("sign-in-missing");
}

async function visitProjects({ page, words, look, open, dialog }, ids) {
  const button = (key) => page.getByRole("button", { name: words(key) }).first();
  await page.getByRole("list", { name: words("projects.title") }).waitFor();
  await look("projects");
  await button("projects.create").click();
  await dialog().getByLabel(words("projects.name")).fill("Twice");
  await dialog().getByLabel(words("projects.key")).fill("PAY");
  await dialog()
    .getByRole("button", { name: words("projects.createSubmit") })
    .click();
  await dialog().getByText(words("problem.project.key-taken")).waitFor();
  await look("project-create-refused");
  await open("/projects?archived=true");
  await page.getByText("Old catalogue").first().click();
  await page.getByText(words("projects.archivedTitle")).waitFor();
  await look("project-archived");

  await open(`/projects/${ids.payments}`);
  await page.getByRole("heading", { name: words("firstSteps.title") }).waitFor();
  await look("project-new");
  await open(`/projects/${ids.payments}/repositories`);
  await page.getByText(words("repositories.empty")).waitFor();
  await look("project-repositories-empty");
  await open(`/projects/${ids.project}`);
  await page.getByRole("list", { name: words("requirements.title") }).waitFor();
  await look("project");
  await button("projects.more").click();
  await page.getByRole("menuitem", { name: words("projects.edit") }).click();
  await dialog().getByLabel(words("projects.name")).waitFor();
  await look("project-edit");

  await open(`/projects/${ids.project}/repositories`);
  await page.getByRole("list", { name: words("repositories.title") }).waitFor();
  await look("project-repositories");
  await button("repositories.link").click();
  await dialog().getByLabel(words("repositories.url")).fill("https://git.example.com/a/b.git");
  await dialog().getByLabel(words("repositories.accessToken"), { exact: true }).fill("wrong-token");
  await dialog()
    .getByRole("button", { name: words("repositories.linkSubmit") })
    .click();
  await dialog().getByText(words("problem.repository.credential-rejected")).waitFor();
  await look("repository-refused");
  await open(`/projects/${ids.project}/members`);
  await page.getByRole("list", { name: words("members.title") }).waitFor();
  await look("project-members");
  await button("members.invite").click();
  await dialog().getByText(words("members.roleWords.VIEWER")).waitFor();
  await look("invite");
}

async function visitRequirements({ page, words, look, open, dialog }, ids) {
  const list = () => page.getByRole("list", { name: words("requirements.title") }).waitFor();
  await open("/requirements?sort=priority");
  await list();
  await look("requirements");
  await open(`/projects/${ids.project}/requirements?status=DRAFT&q=nothing`);
  await page.getByText(words("requirements.noneFound")).waitFor();
  await look("requirements-none");
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
  await open(`/requirements/${ids.requirement}/edit`);
  await page.getByLabel(words("requirements.titleLabel")).waitFor();
  await look("requirement-edit");
  await open(`/requirements/${ids.requirement}?tab=context`);
  await page.getByText("Partial refunds").first().waitFor();
  await look("requirement-context");
  await page.locator(".ant-segmented-item").nth(1).click();
  await page.locator(".cm-text-diff ins").first().waitFor();
  await look("requirement-document-changes");
  await page
    .getByRole("button", { name: words("attachments.add") })
    .first()
    .click();
  await dialog().getByLabel(words("attachments.name")).waitFor();
  await look("attachment-add");
  await open(`/requirements/${ids.requirement}?tab=history`);
  await page.getByRole("button", { name: words("history.compare") }).click();
  await page.locator(".cm-compare").waitFor();
  await look("requirement-history");
}

async function visitRuns({ page, steps, words, look, open }, ids) {
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
}

async function visitNothing({ words, look, open, heading }) {
  await open("/requirements/unknown");
  await heading(words("shell.notFound"));
  await look("not-found");
}

const VISITS = {
  projects: visitProjects,
  requirements: visitRequirements,
  statistics: visitStatistics,
  people: visitPeople,
  runs: visitRuns,
  replay: visitReplay,
  audit: visitAudit,
  reviews: visitReviews,
  nothing: visitNothing,
};

/** Looks at every page in one size, language and theme, or at those of PAGES; answers what is wrong with it. */
export async function takeTour({ ids, ...stage }) {
  const tour = await startTour(stage);
  const pages = process.env.PAGES && new RegExp(process.env.PAGES);
  await visitSignIn(tour);
  await tour.steps.signIn("ADMIN");
  for (const [name, visit] of Object.entries(VISITS)) {
    if (!pages || pages.test(name)) await visit(tour, ids);
  }
  return tour.end();
}
