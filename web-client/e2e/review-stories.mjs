import { USERS } from "../mock/store.mjs";
import { as } from "./as.mjs";
import { createReviewSteps } from "./review-steps.mjs";

/** A requirement whose change has been delivered, asked for by somebody. */
async function deliver({ mock }, user = USERS.PM) {
  const { demo, runner, store } = mock;
  const requirement = store.addRequirement(demo.project, USERS.PM, {
    title: "Greet customers warmly",
    description: "Say Hi.",
    repositoryId: demo.repository.id,
  });
  const task = runner.start(requirement, user, { speed: 0 });
  await task.playing;
  return { requirement, taskId: task.view.id };
}

const pendingOf = (mock, taskId) =>
  [...(mock.store.reviews.get(taskId)?.drafts.values() ?? [])].at(-1)?.lineComments.length ?? 0;

/** From the first finding over comments and a second round to the merge. */
export async function tellReviewStory(stage) {
  const { mock } = stage;
  const { taskId, requirement } = await deliver(stage);
  let followUp = "";
  await as(stage, "RD", async (reader) => {
    const { page, words, look } = reader;
    const review = createReviewSteps(reader);
    await review.open(mock, taskId);
    await review.awaitFindings();
    await review.commentOnLine("src/Greeter.java", 3, "Document **this** class.");
    await review.commentOnRange("NOTES.md", 1, 2, "Shorter, please.");
    await review.goTo(/may be/);
    const accepted = review.finding("may be");
    await accepted.getByRole("button", { name: words("review.finding.accept") }).click();
    await accepted.getByText(words("review.finding.accepted")).waitFor();
    await review.goTo(/No test covers/);
    const dismissed = review.finding("No test covers");
    await dismissed.getByRole("button", { name: words("review.finding.dismiss") }).click();
    await dismissed.getByRole("textbox").fill("Tests come with the next change");
    await page.keyboard.press("Enter");
    await page.getByText(/Dismissed by Wang Jun: Tests come/).waitFor();
    await page.getByLabel(words("review.tray.overall")).fill("Nearly there.");
    await review.awaitSaved();
    await look("review-draft");

    await page.reload();
    await page.getByText(words("review.tray.pending_other").replace("{{count}}", "3")).waitFor();
    if (pendingOf(mock, taskId) !== 3) throw new Error("The draft on the server is not complete");
    const overall = await page.getByLabel(words("review.tray.overall")).inputValue();
    if (overall !== "Nearly there.") throw new Error("The overall comment was lost");
    await review.choose("NEEDS_REVISION");
    await review.submit("NEEDS_REVISION");
    await page.waitForURL((url) => /codegen/.test(url.pathname) && !url.pathname.includes(taskId));
    followUp = new URL(page.url()).pathname.split("/").at(-1);
    await page.getByText(words("codegen.resumed")).waitFor();
    await look("review-follow-up");
  });
  await mock.store.tasks.get(followUp).playing;
  await as(stage, "RD", async (reader) => {
    const { page, words, look } = reader;
    const review = createReviewSteps(reader);
    await review.open(mock, followUp);
    await review.awaitFindings();
    await page.getByText("Moved from line 3").waitFor();
    await page.getByText(words("review.comment.states.OUTDATED")).waitFor();
    await page.getByText("A name that is missing or blank").waitFor();
    await look("review-second-round");
    const card = page.getByRole("article", { name: /Wang Jun · round 1/ });
    await card.getByRole("checkbox").first().click();
    await page.locator("[data-done] :checked").first().waitFor();
    await page.getByText(words("diff.scopes.round"), { exact: true }).click();
    await page.waitForURL(/scope=round/);
    await page.getByText("0 of 1 viewed").waitFor();
    await look("review-round-scope");
    await page.getByText(words("diff.scopes.whole"), { exact: true }).click();
    await review.choose("APPROVED");
    await review.submit("APPROVED");
    const merge = page.getByRole("region", { name: words("merge.title") });
    await merge.getByText(words("merge.states.OPENED"), { exact: true }).waitFor();
    await look("review-approved");
    await merge.getByRole("button", { name: words("merge.here"), exact: true }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: words("merge.here"), exact: true })
      .click();
    await merge.getByText(words("merge.states.MERGED"), { exact: true }).waitFor();
    await page.goto(`${mock.baseUrl}/requirements/${requirement.id}`);
    await page.getByRole("list", { name: words("requirement.way") }).waitFor();
    await page.getByRole("heading", { name: words("requirements.rounds") }).waitFor();
    await look("review-merged");
  });
}

/** From the first finding to the verdict without the mouse; a link leads to the line. */
export async function tellReviewKeysStory(stage) {
  const { mock } = stage;
  const { taskId } = await deliver(stage);
  await as(stage, "RD", async (reader) => {
    const { page, words } = reader;
    const review = createReviewSteps(reader);
    await review.open(mock, taskId, "?file=src%2FGreeter.java&line=5");
    await review.awaitFindings();
    await review.file("src/Greeter.java").locator("[data-selected-line]").first().waitFor();
    await page.keyboard.press("]");
    await page.locator('[data-mark="finding:missing"][data-current]').waitFor();
    await page.keyboard.press("]");
    await page.keyboard.press("]");
    await page.keyboard.press("]");
    await page.locator('[data-mark="finding:null"][data-current]').waitFor();
    await page.keyboard.press("a");
    await page.getByText(words("review.finding.accepted")).waitFor();
    await page.keyboard.press("[");
    await page.locator('[data-mark="finding:note"][data-current]').waitFor();
    await page.keyboard.press("d");
    await page.getByLabel(words("review.finding.reason")).fill("It helps newcomers");
    await page.keyboard.press("Enter");
    await page.getByText(/Dismissed by Wang Jun: It helps/).waitFor();
    await page.locator("h1").click();
    await page.keyboard.press("n");
    await page.keyboard.press("v");
    await page.getByText("1 of 5 viewed").waitFor();
    await page.keyboard.press("?");
    await page.getByRole("dialog").getByText(words("review.keys.submit")).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await page.keyboard.press("Control+Enter");
    await page.getByText(words("review.tray.chooseVerdict")).waitFor();
  });
}

/** Who asked for a change may not approve it; a failed AI review stands in nobody's way. */
export async function tellForbiddenStory(stage) {
  const { mock } = stage;
  mock.options.fourEyes = true;
  mock.options.ai = "failed";
  try {
    const { taskId } = await deliver(stage, USERS.RD);
    await as(stage, "RD", async (reader) => {
      const { page, words, look } = reader;
      const review = createReviewSteps(reader);
      await review.open(mock, taskId);
      await page.getByText(new RegExp(words("review.ai.failed"))).waitFor();
      await page.getByText(words("problem.review.four-eyes")).waitFor();
      const approve = page.getByRole("radio", {
        name: new RegExp(`^${words("review.verdicts.APPROVED")}`),
      });
      if (await approve.isEnabled()) throw new Error("Approving one's own change is offered");
      await look("review-forbidden");
      mock.options.ai = "good";
      await page.getByRole("button", { name: words("review.ai.again") }).click();
      await review.awaitFindings();
      await review.choose("REJECTED");
      await review.submit("REJECTED");
      await page.getByText(words("review.tray.closed")).waitFor();
    });
  } finally {
    Object.assign(mock.options, { fourEyes: false, ai: "good" });
  }
}

/** The platform refuses, then takes it; a conflict names its files. */
export async function tellMergeStory(stage) {
  const { mock } = stage;
  const { taskId, requirement } = await deliver(stage);
  requirement.status = "APPROVED";
  mock.options.merge = "failed";
  try {
    await as(stage, "RD", async ({ page, words, look }) => {
      await page.goto(`${mock.baseUrl}/requirements/${requirement.id}`);
      const merge = page.getByRole("region", { name: words("merge.title") });
      await merge.getByText(words("problem.merge.token-rejected")).waitFor();
      await look("merge-failed");
      mock.options.merge = "conflict";
      await merge.getByRole("button", { name: words("common.tryAgain") }).click();
      await merge.getByText(words("merge.conflicts")).waitFor();
      await merge.getByRole("button", { name: words("merge.here"), exact: true }).click();
      await page
        .getByRole("dialog")
        .getByRole("button", { name: words("merge.here"), exact: true })
        .click();
      await merge.getByText("NOTES.md").waitFor();
      await look("merge-conflict");
      await page.goto(`${mock.baseUrl}/codegen/${taskId}`);
      await merge.getByText(words("merge.states.OPENED"), { exact: true }).waitFor();
      await look("merge-on-run");
    });
  } finally {
    mock.options.merge = "ok";
  }
}
