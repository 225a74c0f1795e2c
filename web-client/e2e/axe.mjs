import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const source = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** The faults that axe calls serious or critical, one line each. */
export async function findFaults(page) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(source);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, { resultTypes: ["violations"] }),
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map(({ target, failureSummary }) => {
        const why = failureSummary?.split("\n")[1]?.trim() ?? "";
        return `${id} at ${target.flat().join(" ")}: ${why}`;
      }),
    );
}

/** What sticks out to the right of the window, so that the page would scroll sideways. */
export function findOverflow(page) {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    return scrollWidth > clientWidth + 1 ? [`page is ${scrollWidth - clientWidth}px too wide`] : [];
  });
}
