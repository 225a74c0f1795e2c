import { as } from "./as.mjs";

/** A repository is analysed; an answer of the wrong form is shown as it came. */
export async function tellAnalysisStory(stage) {
  const { mock } = stage;
  const { demo, options, store } = mock;
  store.addRepository({
    projectId: demo.project.id,
    gitUrl: "https://git.example.com/team/analysed.git",
    platform: "GITLAB",
    defaultBranch: "main",
  });
  options.analysisMs = 400;
  options.analysis = "invalid";
  await as(stage, "RD", async ({ page, words, look, dialog }) => {
    const button = (key) => page.getByRole("button", { name: words(key), exact: true });
    await page.goto(`${mock.baseUrl}/projects/${demo.project.id}/repositories`);
    await page.getByRole("link", { name: /analysed\.git/ }).click();
    await button("analysis.start").click();
    await page.getByText(words("analysis.statuses.QUEUED"), { exact: true }).waitFor();
    await page.getByText(words("failure.inspection.answer-invalid.title")).waitFor();
    await page.getByText(words("analysis.rawAnswer")).click();
    await page.getByText(/it is nice/).waitFor();
    await look("analysis-failed");
    options.analysis = "good";
    await button("analysis.again").click();
    await page.getByRole("heading", { name: words("analysis.entryPoints") }).waitFor();
    await look("analysis");
    await page.getByRole("link", { name: words("analysis.transcript") }).click();
    await page.getByRole("log", { name: words("transcript.title") }).waitFor();
    await page.locator("[data-index]").nth(2).waitFor();
    await look("analysis-run");
    await page.getByRole("link", { name: words("inspection.back") }).click();
    await button("webhook.create").click();
    await dialog.getByTestId("secret").waitFor();
    await look("webhook-secret");
    await dialog.getByRole("button", { name: words("webhook.stored") }).click();
    await page.getByText(words("webhook.present")).waitFor();
    await button("webhook.remove").click();
    await dialog.getByRole("button", { name: words("webhook.remove") }).click();
    await page.getByText(words("webhook.none")).waitFor();
  });
}

/** The bell counts, the inbox leads on, and choices are kept. */
export async function tellInboxStory(stage) {
  const { mock } = stage;
  await as(stage, "PM", async ({ page, words, look }) => {
    await page.getByRole("link", { name: /unread notice/ }).click();
    const list = page.getByRole("list", { name: words("notices.title") });
    await list.locator("[data-unread]").first().waitFor();
    const before = await list.locator("[data-unread]").count();
    await look("inbox");
    await list.getByRole("link").first().click();
    await page.waitForURL((url) => !url.pathname.endsWith("/inbox"));
    await page.goBack();
    await page.waitForFunction(
      (count) => document.querySelectorAll("[data-unread]").length === count - 1,
      before,
    );
    await page.getByRole("button", { name: words("notices.readAll") }).click();
    await page.getByText(words("notices.unreadOnly"), { exact: true }).click();
    await page.getByText(words("notices.noneUnread")).waitFor();
    await page.goto(`${mock.baseUrl}/account`);
    const choice = page.getByRole("switch", {
      name: new RegExp(words("noticeChoices.topics.VERDICT")),
    });
    await choice.first().click();
    await page.reload();
    await choice.first().waitFor();
    if (await choice.first().isChecked()) throw new Error("The choice was not kept");
    await look("notice-choices");
  });
}
