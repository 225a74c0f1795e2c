import { findFaults, findOverflow } from "./axe.mjs";
import { openReader, takeShot } from "./browser.mjs";
import { createSteps } from "./steps.mjs";

/** A page of one person, with the steps they take; closed and checked at the end. */
export async function as(stage, person, tell) {
  const { browser, mock, screenshotsDir } = stage;
  const { page, context, errors } = await openReader(browser, {});
  const steps = createSteps(page, mock.baseUrl);
  const shot = (name) => takeShot(page, screenshotsDir, `team-${name}`);
  const faults = [];
  /** A picture, and what is wrong with the page. */
  const look = async (name) => {
    await shot(name);
    const found = [...(await findFaults(page)), ...(await findOverflow(page))];
    faults.push(...found.map((fault) => `${name}: ${fault}`));
  };
  try {
    if (person) await steps.signIn(person);
    await tell({ page, steps, words: steps.words, shot, look, dialog: page.getByRole("dialog") });
  } catch (cause) {
    await shot("failed");
    throw cause;
  } finally {
    await context.close();
  }
  if (faults.length > 0) throw new Error(faults.join("\n"));
  if (errors.length > 0) throw new Error(`The browser reported:\n${errors.join("\n")}`);
}
