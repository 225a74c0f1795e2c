import { as } from "./as.mjs";

/** An administrator sees what is held, tries it again and gives up what cannot be repaired. */
export async function tellOperationsStory(stage) {
  const { mock } = stage;
  await as(stage, "RD", async ({ page, words }) => {
    await page.goto(`${mock.baseUrl}/admin/operations`);
    await page.getByText(words("problem.users.admins-only")).waitFor();
  });
  await as(stage, "ADMIN", async ({ page, words, look, dialog }) => {
    await page.getByRole("link", { name: words("operations.title") }).click();
    const list = page.getByRole("list", { name: words("operations.held") });
    const item = (processor) => list.getByRole("listitem").filter({ hasText: processor }).first();
    const press = (processor, key) =>
      item(processor)
        .getByRole("button", { name: words(key) })
        .click();
    await press("requirement-details", "operations.events");
    await item("requirement-details")
      .getByRole("list", { name: words("operations.events") })
      .getByText("#9", { exact: false })
      .waitFor();
    await look("operations");
    await press("requirement-details", "operations.retry");
    await page.getByText(words("operations.outcomes.STILL_FAILING")).waitFor();
    await press("codegen-saga", "operations.retry");
    await item("codegen-saga").waitFor({ state: "detached" });
    await press("requirement-details", "operations.evict");
    await dialog.getByRole("button", { name: words("operations.evictSubmit") }).click();
    await dialog.getByText(words("operations.reasonMissing")).waitFor();
    await look("operations-evict");
    await dialog.getByLabel(words("operations.reason")).fill("The title was a test.");
    await dialog.getByRole("radio").last().check();
    await dialog.getByRole("button", { name: words("operations.evictSubmit") }).click();
    await page.getByText(words("operations.noneHeld")).waitFor();
  });
}
