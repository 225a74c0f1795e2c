import { as } from "./as.mjs";

/** Somebody new comes by Feishu, refuses once, then agrees, chooses a role and lands where they wanted. */
export async function tellSignInStory(stage) {
  const { mock } = stage;
  try {
    await as(stage, null, async ({ page, words, shot }) => {
      mock.options.feishu = "denied";
      await page.goto(`${mock.baseUrl}/account`);
      await page.getByRole("link", { name: words("signIn.feishu") }).click();
      await page.getByText(words("problem.auth.feishu-denied")).waitFor();
      await shot("feishu-denied");
      mock.options.feishu = true;
      await page.goto(`${mock.baseUrl}/account`);
      await page.getByRole("link", { name: words("signIn.feishu") }).click();
      await page.getByRole("heading", { name: words("roleChoice.title") }).waitFor();
      await shot("role-choice");
      await page.getByRole("button", { name: words("shell.roles.RD") }).click();
      await page.getByRole("heading", { name: words("account.title") }).waitFor();
      await page.getByLabel(words("signIn.email")).waitFor({ state: "detached" });
    });
    await as(stage, null, async ({ page, words }) => {
      await page.goto(mock.baseUrl);
      await page.getByLabel(words("signIn.email")).fill("zhao@demo.invalid");
      await page.getByLabel(words("signIn.password")).fill("wrong");
      await page.getByRole("button", { name: words("signIn.submit"), exact: true }).click();
      await page.getByText(words("problem.auth.bad-credentials")).waitFor();
      const kept = await page.getByLabel(words("signIn.email")).inputValue();
      if (kept !== "zhao@demo.invalid") throw new Error("The form forgot the email");
      await page.getByLabel(words("signIn.password")).fill("demo");
      await page.getByRole("button", { name: words("signIn.submit"), exact: true }).click();
      await page.getByRole("heading", { name: words("projects.title") }).waitFor();
    });
  } finally {
    mock.options.feishu = false;
  }
}

/** A PM creates a project, invites a developer, imports a document; the developer links a repository. */
export async function tellProjectStory(stage) {
  const { mock } = stage;
  let projectUrl = "";
  await as(stage, "PM", async ({ page, steps, words, shot, dialog }) => {
    await page.keyboard.press("c");
    await dialog.getByLabel(words("projects.name")).fill("Refunds");
    await dialog.getByLabel(words("projects.key")).fill("REF");
    await dialog.getByRole("button", { name: words("projects.createSubmit") }).click();
    await page.getByRole("heading", { name: words("firstSteps.title") }).waitFor();
    projectUrl = page.url();
    await shot("new-project");
    await page.getByRole("link", { name: words("firstSteps.members.title") }).click();
    await page.getByRole("button", { name: words("members.leave") }).click();
    await dialog.getByRole("button", { name: words("members.leave") }).click();
    await page.getByText(words("problem.project.last-owner")).waitFor();
    await page
      .getByRole("button", { name: words("members.invite") })
      .first()
      .click();
    await steps.choose(dialog.getByLabel(words("members.person")), "Wang", "Wang Jun");
    await shot("invite");
    await dialog.getByRole("button", { name: words("members.inviteSubmit") }).click();
    const list = page.getByRole("list", { name: words("members.title") });
    await list.getByText("Wang Jun").waitFor();

    await page.getByRole("button", { name: words("requirements.create") }).click();
    await page.getByLabel(words("requirements.titleLabel")).fill("Partial refunds");
    await page.getByLabel(words("requirements.descriptionLabel")).fill("See the document.");
    const link = page.getByLabel(words("document.link"));
    await link.fill("https://team.feishu.cn/docx/forbidden");
    await page.getByRole("button", { name: words("requirements.createSubmit") }).click();
    await page.getByRole("heading", { name: words("document.title") }).waitFor();
    await page.getByRole("button", { name: words("document.import") }).click();
    await page
      .getByText(/docx:document:readonly is missing/)
      .last()
      .waitFor();
    await shot("document-refused");
    await page.getByLabel(words("document.link")).fill("https://team.feishu.cn/docx/Abc123");
    await page.getByRole("button", { name: words("document.import") }).click();
    await page.getByText("Refunds are paid back within 14 days.").waitFor();
    await page.getByRole("button", { name: words("document.again") }).click();
    await page.getByText(words("document.changed")).waitFor();
    await page.getByText(/^Changes since revision/).click();
    await page.locator(".cm-text-diff ins", { hasText: "7" }).first().waitFor();
    await shot("document-changes");
  });
  await as(stage, "RD", async ({ page, words, shot, dialog }) => {
    await page.goto(`${projectUrl}/repositories`);
    await page
      .getByRole("button", { name: words("repositories.link") })
      .first()
      .click();
    await dialog.getByLabel(words("repositories.url")).fill("https://git.example.com/ref.git");
    const token = dialog.getByLabel(words("repositories.accessToken"), { exact: true });
    await token.fill("wrong-token");
    const submit = dialog.getByRole("button", { name: words("repositories.linkSubmit") });
    await submit.click();
    await dialog.getByText(words("problem.repository.credential-rejected")).waitFor();
    if ((await token.inputValue()) !== "wrong-token") throw new Error("The token was forgotten");
    await token.fill("good-token-1234");
    await submit.click();
    const list = page.getByRole("list", { name: words("repositories.title") });
    await list.getByText("Token …1234").waitFor();
    await shot("repository-linked");
    await list.getByRole("button", { name: /^Edit/ }).click();
    await dialog.getByText(words("repositories.tokenReplace"), { exact: true }).click();
    await dialog.getByLabel(words("repositories.newToken")).fill("another-5678");
    await shot("repository-edit");
    await dialog.getByRole("button", { name: words("common.save") }).click();
    await list.getByText("Token …5678").waitFor();
    if ((await page.content()).includes("another-5678")) throw new Error("The token is shown");
  });
  await as(stage, null, async ({ page, steps, words, shot }) => {
    await steps.signInLocally("stranger@demo.invalid");
    await page.getByText(words("projects.empty"), { exact: true }).waitFor();
    await shot("stranger");
    await page.goto(projectUrl);
    await page.getByText(words("shell.notFound"), { exact: true }).waitFor();
    await page.goto(`${mock.baseUrl}/requirements/REF-1`);
    await page.getByText(words("shell.notFound"), { exact: true }).waitFor();
    await page.goto(`${mock.baseUrl}/admin/users`);
    await page.getByText(words("problem.users.admins-only")).waitFor();
  });
}

/** An administrator disables somebody who is signed in; they are out at the next thing they do. */
export async function tellDisableStory(stage) {
  await as(stage, null, async (victim) => {
    await victim.steps.signInLocally("zhao@demo.invalid");
    await as(stage, "ADMIN", async ({ page, words, shot, dialog }) => {
      await page.keyboard.press("g");
      await page.keyboard.press("u");
      const search = page.getByRole("searchbox", { name: words("users.search") });
      await search.fill("zhao");
      await page.getByText("Ning Yu").waitFor({ state: "detached" });
      await page.getByRole("button", { name: "More about Zhao Wei" }).click();
      await page.getByRole("menuitem", { name: words("users.disable") }).click();
      await dialog.getByRole("button", { name: words("users.disable") }).click();
      await page.getByText(words("users.statuses.DISABLED"), { exact: true }).waitFor();
      await shot("user-disabled");
      await search.fill("ada");
      await page.getByText("Zhao Wei").waitFor({ state: "detached" });
      await page.getByRole("button", { name: "More about Ada" }).click();
      await page.getByRole("menuitem", { name: words("users.disable") }).click();
      await dialog.getByRole("button", { name: words("users.disable") }).click();
      await page.getByText(words("problem.identity.last-admin")).waitFor();
    });
    const { page, words } = victim;
    await page.getByRole("link", { name: words("requirements.title"), exact: true }).click();
    await page.getByRole("button", { name: words("signIn.submit"), exact: true }).waitFor();
    await page.getByLabel(words("signIn.email")).fill("zhao@demo.invalid");
    await page.getByLabel(words("signIn.password")).fill("demo");
    await page.getByRole("button", { name: words("signIn.submit"), exact: true }).click();
    await page.getByText(words("problem.auth.user-disabled")).waitFor();
  });
}

/** Two people edit one requirement: the second keeps what they wrote and sees what changed. */
export async function tellConflictStory(stage) {
  const { mock } = stage;
  const { store, demo } = mock;
  const author = store.users.get("u-pm");
  const requirement = store.addRequirement(demo.project, author, {
    title: "Carts expire",
    description: "A cart is kept for a day.",
    repositoryId: demo.repository.id,
  });
  await as(stage, "RD", async ({ page, words, shot }) => {
    await page.goto(`${mock.baseUrl}/requirements/${requirement.id}`);
    await page.getByRole("button", { name: words("common.edit") }).waitFor();
    await page.keyboard.press("e");
    await page.getByRole("heading", { name: words("requirements.edit") }).waitFor();
    const text = page.getByRole("textbox", { name: words("requirements.descriptionLabel") });
    await text.fill("A cart is kept for a week.");
    requirement.title = "Carts expire by themselves";
    requirement.description = "A cart is kept for two days.";
    store.record(requirement, author, "EDITED", []);
    await page.getByRole("button", { name: words("common.save") }).click();
    await page.getByText(words("conflict.title")).waitFor();
    await page.locator(".cm-conflict ins", { hasText: "two" }).waitFor();
    const title = page.getByRole("textbox", { name: words("requirements.titleLabel") });
    if ((await text.inputValue()) !== "A cart is kept for a week.") throw new Error("Text lost");
    if ((await title.inputValue()) !== requirement.title) throw new Error("Their title is missing");
    await shot("conflict");
    await page.getByRole("button", { name: words("conflict.saveAnyway") }).click();
    await page.getByRole("heading", { name: "Carts expire by themselves" }).waitFor();
    await page.getByText("A cart is kept for a week.").waitFor();
    await page.keyboard.press("v");
    await page.keyboard.press("h");
    await page.getByRole("heading", { name: words("history.title") }).waitFor();
    await page.locator(".cm-text-diff ins", { hasText: "a week" }).first().waitFor();
    await shot("history");
  });
}

/** The palette finds, goes and does; a token is seen once. */
export async function tellKeyboardStory(stage) {
  await as(stage, "PM", async ({ page, words, shot, dialog }) => {
    await page.keyboard.press("Control+k");
    await page.keyboard.type("cents");
    await page.getByRole("option", { name: /Move every price to cents/ }).waitFor();
    await shot("palette");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Move every price to cents" }).waitFor();
    await page.keyboard.press("?");
    await dialog.getByText(words("shortcuts.single")).waitFor();
    await shot("shortcuts");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await page.keyboard.press("g");
    await page.keyboard.press("a");
    await page
      .getByRole("button", { name: words("tokens.create") })
      .first()
      .click();
    await dialog.getByLabel(words("tokens.name")).fill("nightly");
    await dialog.getByRole("button", { name: words("tokens.createSubmit") }).click();
    const secret = await dialog.getByTestId("token").textContent();
    await shot("token");
    await dialog.getByRole("button", { name: words("tokens.stored") }).click();
    await page
      .getByRole("list", { name: words("tokens.title") })
      .getByText("nightly")
      .waitFor();
    if ((await page.content()).includes(secret)) throw new Error("The token is still shown");
  });
}
