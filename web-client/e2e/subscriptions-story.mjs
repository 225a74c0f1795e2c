import { as } from "./as.mjs";

/** An administrator has events sent to a program, looks why one does not get them, and helps. */
export async function tellSubscriptionsStory(stage) {
  const { mock } = stage;
  await as(stage, "RD", async ({ page, words }) => {
    await page.goto(`${mock.baseUrl}/event-subscriptions`);
    await page.getByText(words("subscriptions.empty")).waitFor();
  });
  await as(stage, "ADMIN", async ({ page, words, look, dialog }) => {
    await page.getByRole("link", { name: words("subscriptions.title") }).click();
    const list = page.getByRole("list", { name: words("subscriptions.title") });
    const item = (host) => list.locator("> li").filter({ hasText: host });
    const press = (host, key) =>
      item(host)
        .getByRole("button", { name: words(key), exact: true })
        .click();
    const state = (host, key) =>
      item(host)
        .locator(".cm-list-title")
        .getByText(words(`subscriptions.states.${key}`), { exact: true })
        .waitFor();

    await press("chat.example.com", "subscriptions.deliveries");
    await item("chat.example.com").getByText("503").nth(2).waitFor();
    await look("subscriptions");
    await press("chat.example.com", "subscriptions.tryNow");
    await state("chat.example.com", "CURRENT");
    await press("reports.example.com", "subscriptions.resume");
    await state("reports.example.com", "CURRENT");
    await press("reports.example.com", "subscriptions.pause");
    await state("reports.example.com", "PAUSED");

    await press("reports.example.com", "subscriptions.replay");
    await dialog.getByLabel(words("subscriptions.after")).fill("9999");
    await dialog.getByRole("button", { name: words("subscriptions.replaySubmit") }).click();
    await dialog.locator(".ant-form-item-explain-error").waitFor();
    await look("subscription-replay");
    await dialog.getByLabel(words("subscriptions.after")).fill("12");
    await dialog.getByRole("button", { name: words("subscriptions.replaySubmit") }).click();
    await item("reports.example.com").getByText("12", { exact: false }).first().waitFor();

    // Keys are the dialog's own while it fades.
    await dialog.waitFor({ state: "hidden" });
    await page.keyboard.press("c");
    await dialog.getByLabel(words("subscriptions.url")).fill("http://10.0.0.1/hook");
    const types = dialog.getByLabel(words("subscriptions.types"));
    await types.fill("com.codemaster.merge_request.*");
    await types.press("Enter");
    await types.press("Tab");
    await dialog.getByRole("button", { name: words("subscriptions.addSubmit") }).click();
    await dialog.locator(".ant-form-item-explain-error").waitFor();
    await look("subscription-refused");
    await dialog.getByLabel(words("subscriptions.url")).fill("https://new.example.com/hook");
    await dialog.getByRole("button", { name: words("subscriptions.addSubmit") }).click();
    const secret = dialog.getByTestId("secret");
    await secret.waitFor();
    await look("subscription-secret");
    const text = await secret.textContent();
    await dialog.getByRole("button", { name: words("subscriptions.stored") }).click();
    await item("new.example.com").getByText("com.codemaster.merge_request.*").waitFor();
    if ((await page.content()).includes(text)) throw new Error("The secret is still on the page.");

    await press("new.example.com", "subscriptions.remove");
    await dialog.getByText(words("subscriptions.removeWords")).waitFor();
    await dialog.getByRole("button", { name: words("subscriptions.remove") }).click();
    await item("new.example.com").waitFor({ state: "detached" });
  });
}
