/** What a reviewer does, by roles and visible words. */
export function createReviewSteps({ page, words }) {
  const file = (path) => page.locator("diffs-container").filter({ hasText: path });
  const number = (path, line) => file(path).locator(`[data-column-number="${line}"]`).last();
  const button = (key, options = {}) => page.getByRole("button", { name: words(key), ...options });
  const appears = (locator) =>
    locator
      .first()
      .waitFor({ timeout: 3000 })
      .then(
        () => true,
        () => false,
      );
  return {
    file,
    async open(mock, taskId, query = "") {
      await page.goto(`${mock.baseUrl}/codegen/${taskId}/review${query}`);
      await page.locator("diffs-container").first().waitFor();
    },
    async awaitFindings() {
      await page.getByRole("img", { name: /^AI score \d+/ }).waitFor();
    },
    /** By the + that appears beside a line. */
    async commentOnLine(path, line, text) {
      const plus = file(path).locator("[data-utility-button]");
      const field = page.getByRole("textbox", { name: /^Your comment on/ });
      // A card that comes in between moves the line away from the mouse, and takes the button with it.
      for (let tries = 0; tries < 8; tries += 1) {
        await number(path, line).hover();
        const pressed = await plus.click({ timeout: 2000 }).then(
          () => true,
          () => false,
        );
        if (pressed && (await appears(field))) break;
      }
      await field.fill(text);
      await button("review.draft.keep").click();
      await field.waitFor({ state: "hidden" });
    },
    /** By dragging over the numbers, then the key. */
    async commentOnRange(path, from, to, text) {
      const field = page.getByRole("textbox", { name: /^Your comment on Lines/ });
      const range = file(path).locator('[data-selected-line="first"]');
      // A card that comes in between moves the lines away from the mouse.
      for (let tries = 0; tries < 6; tries += 1) {
        // The diff takes no mouse while it scrolls; a hover waits for that.
        await number(path, from).hover();
        const start = await number(path, from).boundingBox();
        const end = await number(path, to).boundingBox();
        await page.mouse.move(start.x + 6, start.y + 6);
        await page.mouse.down();
        await page.mouse.move(end.x + 6, end.y + 6, { steps: 5 });
        await page.mouse.up();
        if (!(await appears(range))) continue;
        await page.keyboard.press("c");
        if (await appears(field)) break;
      }
      await field.fill(text);
      await page.keyboard.press("Control+Enter");
      await field.waitFor({ state: "hidden" });
    },
    /** By the list beside the diff: what is out of sight comes into it. */
    async goTo(text) {
      await page
        .getByRole("tab", { name: new RegExp(`^${words("review.tabs.findings")}`) })
        .click();
      await page.getByRole("button", { name: text }).filter({ hasText: "/" }).first().click();
      await page.locator("[data-mark][data-current]").waitFor();
      await page.getByRole("tab", { name: words("review.tabs.tray"), exact: true }).click();
    },
    async awaitSaved() {
      await page.getByText(words("review.draft.saved")).waitFor();
    },
    async choose(verdict) {
      await page
        .getByRole("radio", { name: new RegExp(words(`review.verdicts.${verdict}`)) })
        .check();
    },
    async submit(verdict) {
      await button("review.tray.submit").click();
      await page
        .getByRole("dialog")
        .getByRole("button", { name: words(`review.verdicts.${verdict}`), exact: true })
        .click();
    },
    finding: (text) =>
      page.getByRole("article", { name: words("review.finding.ai") }).filter({ hasText: text }),
  };
}
