import { wordsOf } from "./words.mjs";

function escapePattern(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** What a person does, by roles and visible words; each step waits for its outcome. */
export function createSteps(page, baseUrl, language = "en") {
  const words = wordsOf(language);
  const button = (name, options = {}) => page.getByRole("button", { name, ...options });
  const heading = (name) => page.getByRole("heading", { name });
  const status = (key) =>
    page.locator("main").getByText(words(`codegen.statuses.${key}`), { exact: true });

  return {
    words,
    async signIn(role) {
      await page.goto(baseUrl);
      await button(new RegExp(escapePattern(words(`signIn.demo.${role}.name`)))).click();
      await heading(words("projects.title")).waitFor();
    },
    async signInLocally(email, password = "demo") {
      await page.goto(baseUrl);
      await page.getByLabel(words("signIn.email")).fill(email);
      await page.getByLabel(words("signIn.password")).fill(password);
      await button(words("signIn.submit"), { exact: true }).click();
      await page.getByRole("heading", { name: words("projects.title"), exact: true }).waitFor();
    },
    /** Types into a choice and takes what it offers. */
    async choose(field, text, option) {
      await field.click();
      await field.fill(text);
      await page.locator(".ant-select-item-option", { hasText: option }).first().click();
    },
    async openProject(name) {
      const list = page.getByRole("list", { name: words("projects.title") });
      await list.getByRole("link", { name }).first().click();
      await page.getByRole("link", { name: words("project.tabs.overview") }).waitFor();
    },
    async createRequirement({ title, description }) {
      await button(words("requirements.create")).first().click();
      await page.getByLabel(words("requirements.titleLabel")).fill(title);
      await page.getByLabel(words("requirements.descriptionLabel")).fill(description);
      await page.getByRole("tab", { name: words("requirements.preview") }).click();
      await page.getByRole("tab", { name: words("requirements.write") }).click();
      await button(words("requirements.createSubmit")).click();
      await heading(title).waitFor();
    },
    async generate() {
      await button(words("requirements.generate"), { exact: true }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("button", { name: words("generate.submit") }).click();
      await page.getByRole("list", { name: words("codegen.phases") }).waitFor();
    },
    transcript: () => page.getByRole("log", { name: words("transcript.title") }),
    async watchRows(count) {
      const rows = page
        .getByRole("log", { name: words("transcript.title") })
        .locator("[data-index]");
      await rows.nth(count - 1).waitFor({ timeout: 60_000 });
    },
    async awaitStatus(key, timeout = 15_000) {
      await status(key).first().waitFor({ timeout });
    },
    async openTab(key) {
      const name = new RegExp(`^${escapePattern(words(`codegen.tabs.${key}`))}`);
      await page.getByRole("tab", { name }).click();
    },
    async openDiff() {
      await this.openTab("changes");
      await page.getByRole("group", { name: words("diff.title") }).waitFor();
      await page.locator("diffs-container").first().waitFor();
    },
  };
}
