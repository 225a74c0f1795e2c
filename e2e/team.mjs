import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { launchBrowser, openReader, takeShot } from "../web-client/e2e/browser.mjs";
import { createSteps } from "../web-client/e2e/steps.mjs";
import { createApi } from "./lib/api.mjs";
import { startGitServer } from "./lib/git-server.mjs";

// A company lets its people in: sign-in by Feishu, roles, a project, members, a document, a repository with a token,
// a stranger, and somebody who is disabled while they watch. On a product of its own that knows a Feishu.

const root = fileURLToPath(new URL("..", import.meta.url));
const shots = process.env.SCREENSHOTS_DIR ?? "build/test/screenshots";
const room = mkdtempSync(join(tmpdir(), "codemaster-team-"));
const TOKEN = "glpat-Right4Refunds1234";
const ADMIN = { email: "boss@example.com", password: "a word of four words" };
const STRANGER = { email: "stranger@example.com", password: "another four word word" };

const freePort = () =>
  new Promise((done) => {
    const socket = createServer().listen(0, "127.0.0.1", () => {
      const { port } = socket.address();
      socket.close(() => done(port));
    });
  });

async function startFeishu() {
  const source = join(
    root,
    "testing/src/main/java/io/codemaster/testing/feishu/TestingFeishu.java",
  );
  const process_ = spawn(process.env.JAVA ?? "java", [source], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const line = await new Promise((done, failed) => {
    createInterface({ input: process_.stdout }).once("line", done);
    process_.once("exit", (code) => failed(new Error(`TestingFeishu ended with ${code}`)));
  });
  const facts = JSON.parse(line);
  return {
    ...facts,
    tell: (path, body) => fetch(facts.url + path, { method: "POST", body }),
    stop: () => process_.kill(),
  };
}

function launcher(...words) {
  execFileSync(join(root, "codemaster"), words, { stdio: ["ignore", "inherit", "inherit"] });
}

const feishu = await startFeishu();
const git = await startGitServer(join(room, "git"), TOKEN);
const port = await freePort();
const baseUrl = `http://127.0.0.1:${port}`;
const data = join(room, "data");
writeFileSync(
  join(room, "codemaster.yml"),
  JSON.stringify({
    codemaster: {
      bootstrap: { "admin-email": ADMIN.email, "admin-password": ADMIN.password },
      feishu: {
        "app-id": feishu.appId,
        "app-secret": feishu.appSecret,
        "redirect-uri": `${baseUrl}/api/v1/auth/feishu/callback`,
        "open-base-url": feishu.url,
        "accounts-base-url": feishu.url,
      },
      git: { "allowed-hosts": [git.host], "insecure-hosts": [git.host] },
    },
  }),
);

const api = createApi(baseUrl);

async function open(browser, name) {
  const { page, context, errors } = await openReader(browser, {});
  const steps = createSteps(page, baseUrl);
  return {
    page,
    steps,
    words: steps.words,
    dialog: page.getByRole("dialog"),
    shot: (what) => takeShot(page, shots, `team-${name}-${what}`),
    async close() {
      await context.close();
      if (errors.length > 0)
        throw new Error(`The browser of ${name} reported:\n${errors.join("\n")}`);
    },
  };
}

/** Through Feishu's consent page to the choice of a role. */
async function signInByFeishu({ page, words, shot }, person, role) {
  await page.getByRole("link", { name: words("signIn.feishu") }).click();
  await page.getByRole("link", { name: `Continue as ${person}` }).click();
  await page.getByRole("heading", { name: words("roleChoice.title") }).waitFor();
  await shot("role-choice");
  await page.getByRole("button", { name: words(`shell.roles.${role}`) }).click();
}

async function tell(browser) {
  const adminToken = (await api.call("POST", "/api/v1/auth/local/login", ADMIN)).token;
  await api
    .as(adminToken)
    .call("POST", "/api/v1/users", { ...STRANGER, name: "Stranger", role: "RD" });

  const pm = await open(browser, "pm");
  await pm.page.goto(`${baseUrl}/account`);
  await pm.page.getByRole("link", { name: pm.words("signIn.feishu") }).click();
  await pm.page.getByRole("link", { name: "Refuse" }).click();
  await pm.page.getByText(pm.words("problem.auth.feishu-denied")).waitFor();
  await pm.shot("denied");
  await pm.page.goto(`${baseUrl}/account`);
  await signInByFeishu(pm, "Li Na", "PM");
  await pm.page.getByRole("heading", { name: pm.words("account.title") }).waitFor();
  await pm.shot("account");

  const rd = await open(browser, "rd");
  await rd.page.goto(baseUrl);
  await signInByFeishu(rd, "Wang Wei", "RD");
  await rd.page.getByRole("heading", { name: rd.words("projects.title"), exact: true }).waitFor();

  const { page, words, dialog } = pm;
  await page.goto(baseUrl);
  await page.getByRole("heading", { name: words("projects.title"), exact: true }).waitFor();
  await page.keyboard.press("c");
  await dialog.getByLabel(words("projects.name")).fill("Refunds");
  await dialog.getByLabel(words("projects.key")).fill("REF");
  await dialog.getByRole("button", { name: words("projects.createSubmit") }).click();
  await page.getByRole("heading", { name: words("firstSteps.title") }).waitFor();
  const projectUrl = page.url();
  await pm.shot("new-project");
  await page.getByRole("link", { name: words("firstSteps.members.title") }).click();
  await page
    .getByRole("button", { name: words("members.invite") })
    .first()
    .click();
  await pm.steps.choose(dialog.getByLabel(words("members.person")), "Wang", "Wang Wei");
  await dialog.getByRole("button", { name: words("members.inviteSubmit") }).click();
  await page
    .getByRole("list", { name: words("members.title") })
    .getByText("Wang Wei")
    .waitFor();
  await pm.shot("members");

  await feishu.tell(`/testing/share?token=${feishu.document}&shared=false`);
  const link = `https://team.feishu.cn/docx/${feishu.document}`;
  await page.getByRole("button", { name: words("requirements.create") }).click();
  await page.getByLabel(words("requirements.titleLabel")).fill("Settle a trip");
  await page.getByLabel(words("requirements.descriptionLabel")).fill("See the document.");
  await page.getByLabel(words("document.link")).fill(link);
  await page.getByRole("button", { name: words("requirements.createSubmit") }).click();
  await page.getByRole("heading", { name: words("document.title") }).waitFor();
  await page.getByRole("button", { name: words("document.import") }).click();
  await page.getByText(words("problem.document.not-readable")).first().waitFor();
  await pm.shot("document-refused");
  await feishu.tell(`/testing/share?token=${feishu.document}&shared=true`);
  await page.getByRole("button", { name: words("document.import") }).click();
  await page.getByText("Show who owes whom, to the cent.").waitFor();
  await feishu.tell(
    `/testing/documents?token=${feishu.document}&title=Settle`,
    "# Settle a trip\n\nShow who owes whom, to the franc.\n",
  );
  await page.getByRole("button", { name: words("document.again") }).click();
  await page.getByText(words("document.changed")).waitFor();
  await pm.shot("document");

  await rd.page.goto(`${projectUrl}/repositories`);
  await rd.page
    .getByRole("button", { name: words("repositories.link") })
    .first()
    .click();
  await rd.dialog.getByLabel(words("repositories.url")).fill(git.url);
  const token = rd.dialog.getByLabel(words("repositories.accessToken"), { exact: true });
  await token.fill("glpat-wrong");
  await rd.dialog.getByRole("button", { name: words("repositories.linkSubmit") }).click();
  await rd.dialog.getByText("does not accept the access token").waitFor();
  await rd.shot("wrong-token");
  await token.fill(TOKEN);
  await rd.dialog.getByRole("button", { name: words("repositories.linkSubmit") }).click();
  await rd.page
    .getByRole("list", { name: words("repositories.title") })
    .getByText("Token …1234")
    .waitFor();
  await rd.shot("repository");
  if ((await rd.page.content()).includes(TOKEN)) throw new Error("The token is shown");

  const stranger = await open(browser, "stranger");
  await stranger.steps.signInLocally(STRANGER.email, STRANGER.password);
  await stranger.page.getByText(words("projects.empty"), { exact: true }).waitFor();
  for (const path of [projectUrl, `${baseUrl}/requirements/REF-1`]) {
    await stranger.page.goto(path);
    await stranger.page.getByText(words("shell.notFound"), { exact: true }).waitFor();
  }
  await stranger.shot("not-found");
  await stranger.close();
  await pm.close();

  await watchAndLose(browser, rd, adminToken);
}

/** Somebody watches a run; an administrator disables them; the open stream ends. */
async function watchAndLose(browser, rd, adminToken) {
  const { words } = rd;
  const people = await api.as(adminToken).call("GET", "/api/v1/users?q=Wang%20Wei");
  const demo = (await api.call("POST", "/api/v1/auth/demo/login", { role: "RD" })).token;
  const role = { userId: people.items[0].id, role: "VIEWER" };
  await api.as(adminToken).call("POST", "/api/v1/projects/demo-project/members", role);
  const requirement = await api
    .as(demo)
    .call("POST", "/api/v1/projects/demo-project/requirements", {
      title: "Watched",
      description: "Take your time. [[scenario:document-and-test]]",
      repositoryId: "demo-repository",
    });
  const run = await api
    .as(demo)
    .call("POST", `/api/v1/requirements/${requirement.id}/generate`, {});
  await rd.page.goto(`${baseUrl}/codegen/${run.id}`);
  await rd.steps.watchRows(2);

  const admin = await open(browser, "admin");
  await admin.steps.signInLocally(ADMIN.email, ADMIN.password);
  await admin.page.goto(`${baseUrl}/admin/users`);
  // The list is drawn anew when the search is answered; a menu that was open before would go with it.
  const other = admin.page.getByRole("button", { name: "More about Li Na" });
  await other.waitFor();
  await admin.page.getByRole("searchbox", { name: words("users.search") }).fill("Wang");
  await other.waitFor({ state: "detached" });
  await admin.page.getByRole("button", { name: "More about Wang Wei" }).click();
  await admin.page.getByRole("menuitem", { name: words("users.disable") }).click();
  await admin.dialog.getByRole("button", { name: words("users.disable") }).click();
  await admin.page.getByText(words("users.statuses.DISABLED"), { exact: true }).waitFor();
  await admin.shot("disabled");
  await admin.close();
  await rd.page
    .getByText(words("connection.refused"))
    .or(rd.page.getByRole("link", { name: words("signIn.feishu") }))
    .first()
    .waitFor({ timeout: 10_000 });
  await rd.shot("out");
  await rd.close();
  await api.as(demo).call("POST", `/api/v1/codegen/${run.id}/cancel`);
}

const browser = await launchBrowser();
try {
  launcher(
    "start",
    "--detach",
    "--demo",
    "on",
    "--data",
    data,
    "--port",
    String(port),
    "--config",
    join(room, "codemaster.yml"),
  );
  await tell(browser);
} catch (cause) {
  let number = 0;
  for (const context of browser.contexts()) {
    for (const page of context.pages()) await takeShot(page, shots, `team-failed-${++number}`);
  }
  throw cause;
} finally {
  await browser.close();
  launcher("stop", "--data", data);
  feishu.stop();
  git.stop();
  rmSync(room, { recursive: true, force: true });
}
console.log("The team's story holds.");
