/** A page is looked at meanwhile, which takes its time on a busy machine. */
const AFTER_A_LOOK = { timeout: 60_000 };

/** The pages around a change: its review, its repository, what is told of it. */
export async function visitReviews({ page, words, look, open, heading }, ids) {
  await open(`/codegen/${ids.completed}/review`);
  await page.getByRole("img", { name: /68/ }).waitFor();
  await page.locator("diffs-container").first().waitFor();
  await look("review");
  await open(`/codegen/${ids.completed}/review?file=src%2FGreeter.java&line=5`);
  const card = page.locator('[data-mark="finding:null"]');
  const isDraft = (method) => (answer) =>
    answer.url().endsWith("/reviews/draft") && answer.request().method() === method;
  const kept = page.waitForResponse(isDraft("PUT"), AFTER_A_LOOK);
  await card.getByRole("button", { name: words("review.finding.accept") }).click();
  await page.locator('[data-mark^="draft:"]').first().waitFor();
  await look("review-line");
  await kept;
  // The next tour reads the same draft, so it has to be gone on the server too.
  const dropped = page.waitForResponse(isDraft("DELETE"));
  await page
    .locator('[data-mark^="draft:"]')
    .getByRole("button", { name: words("review.draft.remove") })
    .click();
  await dropped;
  const bar = page.locator(".cm-review-bar button");
  if (await bar.isVisible()) {
    await bar.click();
    await page.getByLabel(words("review.tray.overall")).waitFor();
    await look("review-panel");
  }
  await open(`/repositories/${ids.repository}`);
  await heading(words("analysis.entryPoints"));
  await look("repository");
  await open("/inbox");
  await heading(words("notices.title"));
  await page.getByRole("list", { name: words("notices.title") }).waitFor();
  await look("inbox");
}
