import { createAccess } from "./access.mjs";
import { matches, page, Refusal, sendJson, sendText } from "./http.mjs";
import { hashOf } from "./moments.mjs";
import { USERS } from "./store.mjs";

const minutes = (count) => new Date(Date.now() - count * 60_000).toISOString();
const person = ({ id, name }) => ({ type: "user", id, name });
const AGENT = { type: "agent", id: null, name: "Claude Code" };

/** Something of every kind: people, the agent, a program, a stranger. */
function seedEntries(project, requirement) {
  const of = { type: "requirement", id: requirement.id };
  const label = `${requirement.key} ${requirement.title}`;
  const generation = { type: "generation", id: "task-1", label };
  const rows = [
    [1, person(USERS.RD), "review.submitted", { type: "review", id: "review-1", label }],
    [4, AGENT, "tool.called", generation, "success", "Edit src/Greeter.java"],
    [5, AGENT, "tool.called", generation, "denied", "Bash: curl https://example.com"],
    [9, person(USERS.RD), "generation.ordered", generation],
    [31, { type: "system", id: null, name: null }, "worker.started", { type: "worker", id: "w1" }],
    [40, person(USERS.PM), "requirement.edited", { ...of, label }, "success", "priority"],
    [
      95,
      { type: "api_token", id: "u-zw", name: "Zhao Wei" },
      "sensitive-read.recorded",
      generation,
      "success",
      "GET /raw",
    ],
    [
      180,
      { type: "anonymous", id: null, name: null },
      "sign-in.refused",
      { type: "user", id: null, label: "admin@demo.invalid" },
      "failure",
      "auth.bad-credentials, 3 times",
    ],
    [300, person(USERS.PM), "requirement.submitted", { ...of, label }],
  ];
  const { length } = rows;
  return rows.map(([ago, actor, action, target, outcome = "success", detail = null], index) => {
    const sequence = 4812 - index;
    return {
      sequence,
      at: minutes(ago),
      action,
      actor,
      onBehalfOf: actor.type === "agent" ? { id: USERS.RD.id, name: USERS.RD.name } : null,
      target: { label: null, ...target },
      projectId: actor.type === "system" ? null : project.id,
      outcome,
      detail,
      ip: actor.type === "system" || actor.type === "agent" ? null : `192.0.2.${7 + index}`,
      userAgent: actor.type === "user" ? "Mozilla/5.0 (X11; Linux x86_64)" : null,
      traceId: hashOf(`trace ${index}`).slice(0, 32),
      hash: hashOf(`${length - index}`),
      previousHash: hashOf(`${length - index - 1}`),
    };
  });
}

const FIELDS = [
  ["actorId", ({ actor }) => actor.id],
  ["action", ({ action }) => action],
  ["targetType", ({ target }) => target.type],
  ["targetId", ({ target }) => target.id],
  ["projectId", ({ projectId }) => projectId],
];

/** Who did what. */
export function auditRoutes({ store }) {
  const { sees } = createAccess(store);
  let kept = null;
  const all = () => {
    const requirement = [...store.requirements.values()][0];
    kept ??= seedEntries(store.projects.get(requirement.projectId), requirement);
    return kept;
  };
  const shown = (user, query) =>
    all()
      .filter(({ projectId }) => user.role === "ADMIN" || (projectId && sees(projectId, user)))
      .filter((entry) =>
        FIELDS.every(([name, of]) => !query.get(name) || of(entry) === query.get(name)),
      )
      .filter((entry) => matches(JSON.stringify(entry), query.get("q")));
  return [
    [
      "GET",
      "/api/v1/audit",
      ({ response, user, query }) => sendJson(response, 200, page(shown(user, query), query)),
    ],
    [
      "GET",
      "/api/v1/audit/verify",
      ({ response }) =>
        sendJson(response, 200, {
          checkedAt: new Date().toISOString(),
          intact: true,
          entries: 4812,
          pending: 0,
          checkpoints: 48,
          head: hashOf("head"),
          keys: ["b1946ac9"],
          fault: null,
        }),
    ],
    [
      "GET",
      "/api/v1/audit/export",
      ({ response, user, query }) =>
        sendText(
          response,
          "application/x-ndjson",
          shown(user, query)
            .map((entry) => `${JSON.stringify(entry)}\n`)
            .join(""),
        ),
    ],
    [
      "GET",
      "/api/v1/audit/:sequence",
      ({ response, user, params, query }) => {
        const entry = shown(user, query).find((it) => it.sequence === Number(params.sequence));
        if (!entry) throw new Refusal(404, "not-found", "There is no such entry.");
        const { target, at, action } = entry;
        sendJson(response, 200, {
          entry,
          event: {
            id: hashOf(action).slice(0, 32),
            type: action
              .split(/[.-]/)
              .map((word) => word[0].toUpperCase() + word.slice(1))
              .join(""),
            revision: "1",
            at,
            aggregateId: target.id ?? "note-1",
            aggregateSequence: 3,
            payload: JSON.stringify({ target, detail: entry.detail }),
          },
        });
      },
    ],
  ];
}
