import { tellNewcomerStory } from "../web-client/e2e/newcomer-story.mjs";

await tellNewcomerStory({
  baseUrl: process.env.CODEMASTER_URL,
  screenshotsDir: process.env.SCREENSHOTS_DIR ?? "build/test/screenshots",
});
