/** The dashboard, the statistics, a list behind a figure, and a board. */
export async function visitStatistics({ page, words, look, open, dialog, heading }, ids) {
  await open("/");
  await page.getByRole("list", { name: words("statistics.figures") }).waitFor();
  await look("dashboard");
  await open("/statistics?days=90");
  await page.locator(".cm-chart-canvas svg").last().waitFor();
  await page
    .getByText(words("statistics.table").replace(/:?\s*\{\{.*/, ""))
    .first()
    .click();
  await look("statistics");
  await open("/codegen?status=FAILED&from=2026-01-01&to=2027-01-01&followUp=false");
  await heading(words("generations.title"));
  await look("generations");
  await open(`/projects/${ids.project}/board`);
  await page.getByRole("region", { name: words("board.title") }).waitFor();
  const limits = page.getByRole("button", { name: words("board.limits") });
  await limits.click();
  await dialog().getByLabel(words("requirements.statuses.IN_REVIEW")).fill("3");
  await look("board-limits");
  await dialog()
    .getByRole("button", { name: words("common.save") })
    .click();
  await dialog().waitFor({ state: "hidden" });
  await look("board");
}
