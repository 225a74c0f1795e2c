import { helperLines } from "../mock/helpers-script.mjs";
import { startMock } from "../mock/server.mjs";
import { USERS } from "../mock/store.mjs";
import { tellAnalysisStory, tellInboxStory } from "./around-stories.mjs";
import { launchBrowser } from "./browser.mjs";
import { tellNewcomerStory } from "./newcomer-story.mjs";
import { tellOperationsStory } from "./operations-story.mjs";
import { tellFollowStory, tellReconnectStory } from "./reconnect-story.mjs";
import {
  tellForbiddenStory,
  tellMergeStory,
  tellReviewKeysStory,
  tellReviewStory,
} from "./review-stories.mjs";
import { tellSubscriptionsStory } from "./subscriptions-story.mjs";
import {
  tellConflictStory,
  tellDisableStory,
  tellKeyboardStory,
  tellProjectStory,
  tellSignInStory,
} from "./team-stories.mjs";
import { takeTour } from "./tour.mjs";

const screenshotsDir = process.env.SCREENSHOTS_DIR ?? "target/screenshots";
const everyReader = ["desktop", "narrow"].flatMap((size) =>
  ["en", "zh"].flatMap((language) => ["light", "dark"].map((theme) => ({ size, language, theme }))),
);
const only = process.env.ONLY;
// Two of the eight see both sizes, both languages and both themes; ONLY=tour takes them all.
const readers = everyReader.filter(
  ({ size, language, theme }) =>
    only ||
    ((size === "narrow") === (language === "zh") && (size === "narrow") === (theme === "dark")),
);
const failures = [];

async function attempt(name, run) {
  if (only && !new RegExp(only).test(name)) return;
  const start = performance.now();
  try {
    for (const fault of (await run()) ?? []) failures.push(fault);
  } catch (cause) {
    failures.push(`${name}: ${cause.message ?? cause}`);
  }
  console.log(`${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

const mock = await startMock({ pace: 25 });
const { demo, runner, store } = mock;
const running = runner.start(demo.greeting, USERS.RD, { speed: 0 });
await running.playing;
const failed = [...store.tasks.values()].find(({ fails }) => fails);
const helped = runner.start(
  store.addRequirement(demo.project, USERS.RD, {
    title: "Say hello everywhere",
    description: "With helpers.",
    repositoryId: demo.repository.id,
  }),
  USERS.RD,
  { lines: helperLines(), speed: 0, spread: 1200 },
);
await helped.playing;
const { analysed } = demo;
const ids = {
  repository: analysed.id,
  project: demo.project.id,
  payments: demo.payments.id,
  requirement: demo.greeting.id,
  completed: running.view.id,
  failed: failed.view.id,
  helped: helped.view.id,
};

await attempt("newcomer", () => tellNewcomerStory({ baseUrl: mock.baseUrl, screenshotsDir }));
const browser = await launchBrowser();
const stage = { browser, mock, screenshotsDir };
const again = () =>
  store.addRequirement(demo.project, USERS.RD, {
    title: "Once more",
    description: "For a story.",
    repositoryId: demo.repository.id,
  });
await attempt("reconnect", () => tellReconnectStory({ browser, mock, requirementId: again().id }));
await attempt("follow", () => tellFollowStory({ browser, mock, requirement: again() }));
await attempt("conflict", () => tellConflictStory(stage));
await attempt("keyboard", () => tellKeyboardStory(stage));
await attempt("review", () => tellReviewStory(stage));
await attempt("review by keys", () => tellReviewKeysStory(stage));
await attempt("review forbidden", () => tellForbiddenStory(stage));
await attempt("merge", () => tellMergeStory(stage));
await attempt("analysis", () => tellAnalysisStory(stage));
for (const reader of readers) {
  const name = `tour ${reader.size} ${reader.language} ${reader.theme}`;
  await attempt(name, () =>
    takeTour({ browser, baseUrl: mock.baseUrl, reader, ids, screenshotsDir }),
  );
}
await attempt("inbox", () => tellInboxStory(stage));
// These change who may do what, so they come after the tour.
await attempt("sign-in", () => tellSignInStory(stage));
await attempt("project", () => tellProjectStory(stage));
await attempt("disable", () => tellDisableStory(stage));
await attempt("operations", () => tellOperationsStory(stage));
await attempt("subscriptions", () => tellSubscriptionsStory(stage));
await browser.close();
await mock.stop();

if (failures.length > 0) {
  console.error(`\n${failures.length} faults:\n${failures.join("\n")}`);
  process.exitCode = 1;
} else console.log("\nNo faults.");
