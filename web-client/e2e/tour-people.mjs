/** Who is here, what runs, what others are told, and what belongs to everybody: the account, the palette, the keys. */
export async function visitPeople({ page, words, look, open, dialog, heading }) {
  const button = (key) => page.getByRole("button", { name: words(key) }).first();
  await open("/admin/users");
  await page.getByRole("list", { name: words("users.title") }).waitFor();
  await look("users");
  await button("users.create").click();
  await dialog().getByLabel(words("users.name")).fill("Somebody");
  await dialog()
    .getByRole("button", { name: words("users.createSubmit") })
    .click();
  await dialog().getByText(words("users.emailWrong")).waitFor();
  await look("user-create");
  await open("/admin/operations");
  await page.getByRole("list", { name: words("operations.held") }).waitFor();
  await page.getByText("4.13.0").waitFor();
  await look("operations");
  await open("/event-subscriptions");
  await page.getByRole("list", { name: words("subscriptions.title") }).waitFor();
  await page
    .getByRole("button", { name: words("subscriptions.deliveries"), exact: true })
    .nth(1)
    .click();
  await page.getByRole("region", { name: words("subscriptions.deliveries") }).waitFor();
  await look("subscriptions");
  await button("subscriptions.add").click();
  await dialog().getByLabel(words("subscriptions.url")).waitFor();
  await look("subscription-add");
  await open("/account");
  await heading(words("account.title"));
  await look("account");
  await button("tokens.create").click();
  await dialog().getByLabel(words("tokens.name")).waitFor();
  await look("token-create");
  await open("/projects");
  await page.getByRole("list", { name: words("projects.title") }).waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("option").first().waitFor();
  await look("palette");
  await page.keyboard.press("Escape");
  await dialog().waitFor({ state: "hidden" });
  await page.keyboard.press("?");
  await dialog().getByText(words("shortcuts.single")).waitFor();
  await look("shortcuts");
}
