import { pathToFileURL } from "node:url";
import { launchBrowser, openReader, takeShot } from "./browser.mjs";
import { createSteps } from "./steps.mjs";

/**
 * A newcomer enters the demo, writes a requirement, presses Generate, watches the agent work and
 * reads the diff. Runs against the mock and against the product alike.
 */
export async function tellNewcomerStory({ baseUrl, screenshotsDir, role = "RD", projectName }) {
  const browser = await launchBrowser();
  const { page, errors } = await openReader(browser, {});
  const shot = (name) => takeShot(page, screenshotsDir, `story-${name}`);
  const steps = createSteps(page, baseUrl);
  try {
    await page.goto(baseUrl);
    await page.getByRole("heading", { name: steps.words("signIn.demo.title") }).waitFor();
    await shot("1-sign-in");
    await steps.signIn(role);
    await shot("2-projects");
    await steps.openProject(projectName ?? /demo/i);
    await shot("3-project");
    await steps.createRequirement({
      title: "Greet customers by name",
      description:
        "The greeting says `Hello NAME`; it should say `Hi NAME!`.\n\n- change the greeting\n- keep the tests green\n",
    });
    await shot("4-requirement");
    await steps.generate();
    await steps.watchRows(4);
    await shot("5-running");
    await steps.awaitStatus("COMPLETED", 300_000);
    await shot("6-completed");
    await steps.openDiff();
    await shot("7-diff");
    if (errors.length > 0) throw new Error(`The browser reported:\n${errors.join("\n")}`);
  } catch (cause) {
    await shot("failed");
    throw cause;
  } finally {
    await browser.close();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await tellNewcomerStory({
    baseUrl: process.env.CODEMASTER_URL ?? "http://127.0.0.1:8080",
    screenshotsDir: process.env.SCREENSHOTS_DIR ?? "target/screenshots",
  });
  console.log("The newcomer's story holds.");
}
