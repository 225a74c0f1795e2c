import { page, Refusal, readBody, sendJson, sendNothing } from "./http.mjs";

const PROCESSORS = [
  ["codegen-feed", "FEED"],
  ["generation-details", "PROJECTION"],
  ["requirement-details", "PROJECTION"],
  ["requirement-history", "PROJECTION"],
  ["user-details", "PROJECTION"],
  ["codegen-saga", "SAGA"],
];

const VERSIONS = [
  ["PRODUCT", "CodeMaster", "0.1.0"],
  ["COMMIT", "Commit", null],
  ["JAVA", "Java", "25.0.1+8 Eclipse Adoptium"],
  ["SPRING_BOOT", "Spring Boot", "4.1.1"],
  ["AXON", "Axon Framework", "4.13.0"],
  ["GIT", "git", "2.47.3"],
  ["AGENT_CLI", "Claude Code", "2.1.330"],
  ["DATABASE", "H2", "2.4.240"],
];

const GIB = 1024 ** 3;

function held(id, processor, sequence, cause, next) {
  const minutes = (count) => new Date(Date.now() - count * 60_000).toISOString();
  return {
    id,
    processor,
    sequence,
    heldSince: minutes(14),
    attempts: 3,
    lastAttemptAt: minutes(2),
    nextAttemptAt: next ? new Date(Date.now() + 150_000).toISOString() : null,
    waiting: 4,
    event: {
      id: `event-of-${id}`,
      type: "RequirementEdited",
      revision: "1",
      at: minutes(14),
      aggregateType: "Requirement",
      aggregateId: sequence,
      number: 6,
    },
    ...cause,
  };
}

/** What is held: one that needs somebody, one that a retry clears. */
function seedHeld() {
  return [
    held("held-2", "requirement-details", "0199f3d2-7a51-7c80-9d3e-52b1f0a4c7e1", {
      causeType: "JdbcSQLDataException",
      causeMessage: "Value too long for column \"TITLE CHARACTER VARYING(1000)\": '…'",
    }),
    held(
      "held-1",
      "codegen-saga",
      "0199f3d2-7a51-7c80-9d3e-52b1f0a4c7e2",
      { causeType: "TimeoutException", causeMessage: "" },
      true,
    ),
  ];
}

export function operationsRoutes({ store }) {
  store.held = seedHeld();
  const admins = (handle) => (context) => {
    if (context.user.role !== "ADMIN") {
      throw new Refusal(403, "access.denied", "Your role on the platform does not allow this.");
    }
    return handle(context);
  };
  const sequence = (id) => {
    const found = store.held.find((one) => one.id === id);
    if (!found) throw new Refusal(404, "not-found", "Nothing is held under this id any more.");
    return found;
  };
  const release = (one) => store.held.splice(store.held.indexOf(one), 1);
  const runs = () =>
    [...store.tasks.values()].map(({ view }) => ({
      ...view,
      kind: "GENERATION",
      projectName: "Demo",
      projectId: "p-demo",
      title: view.requirementKey,
      workerId: "worker-1",
    }));
  const processors = () =>
    PROCESSORS.map(([name, kind], index) => ({
      name,
      kind,
      condition: index === 3 ? "FAILING" : "RUNNING",
      segments: 1,
      threads: 1,
      position: 18_231 - (index === 3 ? 420 : 0),
      lagEvents: index === 3 ? 420 : 0,
      lagSeconds: index === 3 ? 95 : 0,
      error: index === 3 ? "SQLTransientConnectionException: no connection within 30 s" : null,
      held: store.held.filter(({ processor }) => processor === name).length,
    }));
  const route = (method, path, handle) => [method, `/api/v1/admin${path}`, admins(handle)];
  return [
    route("GET", "/workers", ({ response }) => {
      const active = runs().filter(({ status }) => ["CLONING", "RUNNING"].includes(status));
      const waiting = runs()
        .filter(({ status }) => status === "PENDING")
        .map((run, index) => ({ ...run, place: index + 1, queuedAt: run.createdAt }));
      const worker = { id: "worker-1", here: true, running: active.length, limit: 3, runs: active };
      const projects = waiting.length > 0 && [
        {
          projectId: "p-demo",
          projectName: "Demo",
          waiting: waiting.length,
          oldestAt: waiting[0].queuedAt,
          runs: waiting,
        },
      ];
      sendJson(response, 200, {
        workers: [worker],
        queue: {
          waiting: waiting.length,
          oldestAt: waiting[0]?.queuedAt ?? null,
          projects: projects || [],
        },
      });
    }),
    route("GET", "/projections", ({ response }) =>
      sendJson(response, 200, { items: processors() }),
    ),
    route("GET", "/rebuilds", ({ response }) => sendJson(response, 200, { items: [] })),
    route("GET", "/disk", ({ response }) =>
      sendJson(response, 200, {
        data: {
          path: "/var/lib/codemaster",
          usedBytes: 3.2 * GIB,
          freeBytes: 61 * GIB,
          totalBytes: 100 * GIB,
        },
        work: {
          path: "/var/lib/codemaster/work",
          usedBytes: 1.1 * GIB,
          freeBytes: 61 * GIB,
          totalBytes: 100 * GIB,
        },
        mirrorBytes: 0.4 * GIB,
        databaseBytes: 1.9 * GIB,
      }),
    ),
    route("GET", "/versions", ({ response }) =>
      sendJson(response, 200, {
        items: VERSIONS.map(([id, name, version]) => ({ id, name, version })),
      }),
    ),
    route("GET", "/dead-letters", ({ response, query }) =>
      sendJson(response, 200, page(store.held, query)),
    ),
    route("GET", "/dead-letters/:id", ({ response, params }) => {
      const one = sequence(params.id);
      const events = Array.from({ length: one.waiting }, (_, index) => ({
        ...one.event,
        id: `${one.event.id}-${index}`,
        number: one.event.number + index,
      }));
      sendJson(response, 200, { sequence: one, events });
    }),
    route("POST", "/dead-letters/retry", ({ response }) => {
      sendJson(response, 202, { sequences: store.held.length });
      store.held.length = 0;
    }),
    route("POST", "/dead-letters/:id/retry", ({ response, params }) => {
      const one = sequence(params.id);
      const clears = one.processor === "codegen-saga";
      if (clears) release(one);
      else one.attempts += 1;
      const outcome = clears ? "CLEARED" : "STILL_FAILING";
      sendJson(response, 200, { outcome, handled: clears ? one.waiting : 0 });
    }),
    route("POST", "/dead-letters/:id/evict", async ({ request, response, params }) => {
      const one = sequence(params.id);
      const { scope } = await readBody(request, ["eventId", "scope", "reason"]);
      if (scope === "ALL" || one.waiting === 1) release(one);
      else one.waiting -= 1;
      sendNothing(response);
    }),
  ];
}
