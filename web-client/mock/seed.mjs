import { ANALYSIS } from "./findings.mjs";
import { TEXTS } from "./routes-context.mjs";
import { USERS } from "./store.mjs";

const ago = (minutes) => new Date(Date.now() - minutes * 60_000).toISOString();

const GREETING =
  'The greeting says `Hello NAME`. It should be warmer.\n\n## Done when\n\n- `Greeter.greet("Ann")` returns `Hi Ann!`\n- [ ] the tests are green\n- [ ] a note says what changed\n\n```java\nassertEquals("Hi Ann!", new Greeter().greet("Ann"));\n```';

/** What there is to look at before anybody does anything. */
export function seed(store) {
  const project = store.addProject({
    key: "SHOP",
    name: "Demo shop",
    description: "A small web shop to try things out: prices, carts and a failing test.",
    createdAt: ago(4000),
    demo: true,
  });
  store.addMember(project.id, USERS.RD.id, "DEVELOPER");
  store.addMember(project.id, "u-zw", "VIEWER");
  const repository = store.addRepository({
    projectId: project.id,
    gitUrl: "http://127.0.0.1:8080/demo/git/shop.git",
    platform: "GIT",
    defaultBranch: "main",
    linkedAt: ago(3990),
    demo: true,
  });
  const write = (title, description, fields = {}) =>
    store.addRequirement(project, USERS.PM, {
      title,
      description,
      repositoryId: repository.id,
      createdAt: ago(300),
      updatedAt: ago(200),
      ...fields,
    });
  const greeting = write("Greet customers by name", GREETING, {
    priority: "HIGH",
    assigneeId: USERS.RD.id,
  });
  const before = "The greeting says `Hello NAME`. It should be friendlier.\n";
  const first = store.histories.get(greeting.id)[0];
  first.changes = first.changes.map((change) =>
    change.field === "description" ? { ...change, after: before } : change,
  );
  store.record(
    greeting,
    USERS.PM,
    "EDITED",
    [{ field: "description", before, after: GREETING }],
    ago(260),
  );
  store.record(
    greeting,
    USERS.RD,
    "EDITED",
    [
      { field: "priority", before: "MEDIUM", after: "HIGH" },
      { field: "assignee", before: null, after: USERS.RD.id },
    ],
    ago(200),
  );
  addContext(store, greeting);
  const long = write(
    "Move every price to cents",
    "Prices are floating point today. Use whole cents everywhere.",
  );
  const failing = write("Talk to the old payment service", "The service is gone, so this fails.", {
    priority: "URGENT",
  });
  const payments = store.addProject({
    key: "PAY",
    name: "Payments",
    description: "Refunds, invoices and the ledger.",
  });
  store.addProject({
    key: "OLD",
    name: "Old catalogue",
    description: "Replaced by the shop.",
    archived: true,
  });
  const prices = store.addProject({
    key: "PRICE",
    name: "Prices",
    description: "What everything costs.",
  });
  const analysed = store.addRepository({
    projectId: prices.id,
    gitUrl: "https://git.example.com/team/prices.git",
    platform: "GITLAB",
    defaultBranch: "main",
    linkedAt: ago(900),
    credential: { present: true, lastFour: "a1b2" },
  });
  store.analyses.set(analysed.id, {
    view: {
      status: "COMPLETED",
      result: ANALYSIS,
      failure: null,
      rawAnswer: null,
      commit: "bbd7038a1c2e5f60718293a4b5c6d7e8f9012345",
      startedAt: ago(122),
      finishedAt: ago(120),
      costUsd: 0.0412,
      runId: null,
      queuePosition: null,
      requestedBy: { id: USERS.RD.id, name: USERS.RD.name },
      stale: true,
    },
  });
  return { analysed, project, payments, repository, greeting, long, failing };
}

/** A document that was read twice, and a log. */
function addContext(store, requirement) {
  const url = "https://team.feishu.cn/docx/AbC123dEf456";
  const readBy = { id: USERS.PM.id, name: USERS.PM.name };
  const [before, after] = TEXTS;
  const summary = {
    url,
    title: "Partial refunds",
    revision: 18,
    readAt: ago(100),
    format: "MARKDOWN",
    characters: after.length,
  };
  const previous = { revision: 11, readAt: ago(250), content: before };
  store.documents.set(requirement.id, { summary, content: after, readBy, previous });
  requirement.documentUrl = url;
  const content = "Exception in thread main: greeting was null\n";
  store.attachments.set(requirement.id, [
    {
      id: "a-log",
      name: "error-log.txt",
      bytes: content.length,
      addedBy: { id: USERS.RD.id, name: USERS.RD.name },
      addedAt: ago(90),
      content,
    },
  ]);
}
