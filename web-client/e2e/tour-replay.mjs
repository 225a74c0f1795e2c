/** A run gone through event by event, and the log of who did what. */
export async function visitReplay({ page, words, look, open }, ids) {
  await open(`/codegen/${ids.helped}?event=30`);
  const agents = page.getByRole("region", { name: words("replay.agents.title") });
  const names = agents.getByRole("listitem");
  await names.nth(3).waitFor();
  await look("replay");
  await names.nth(3).getByRole("button").click();
  await page.waitForURL(/event=31/);
  await agents.getByRole("button", { expanded: true }).click();
  await names.first().waitFor({ state: "detached" });
  await page.keyboard.press("End");
  await page.locator(".ant-segmented-item", { hasText: words("replay.panes.event") }).click();
  await page.getByText(words("replay.verified")).waitFor();
  await look("replay-event");
  await page.locator(".ant-segmented-item", { hasText: words("replay.panes.files") }).click();
  await page.getByText("Greeter.java").first().waitFor();
  await page.locator(".cm-file-at .cm-mini-diff").first().waitFor();
  await look("replay-files");
}

export async function visitAudit({ page, look, open }) {
  await open("/audit");
  await page.getByText("requirement.edited").first().waitFor();
  await look("audit");
  await page.getByText("requirement.edited").first().click();
  await page.getByRole("dialog").getByText("RequirementEdited").waitFor();
  await look("audit-entry");
}
