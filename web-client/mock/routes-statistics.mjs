import { createAccess } from "./access.mjs";
import { invalid, Refusal, readBody, sendJson, sendNothing } from "./http.mjs";
import { viewOfProject } from "./routes-projects.mjs";
import { viewOfRequirement } from "./routes-requirements.mjs";

const DAY = 86_400_000;
const STATUSES = [
  "DRAFT",
  "GENERATING",
  "GENERATED",
  "IN_REVIEW",
  "NEEDS_REVISION",
  "APPROVED",
  "REJECTED",
  "MERGE_REQUESTED",
  "MERGED",
  "CLOSED",
];
const LIMITED = STATUSES.filter((it) => !["DRAFT", "REJECTED", "MERGED", "CLOSED"].includes(it));

const rate = (part, whole) => (whole ? part / whole : null);

/** Figures that only depend on a number, so that a day looks the same at every look. */
function figuresOf(seed, scale = 1) {
  const many = (most, salt) => Math.round(((((seed + salt) * 7919) % 97) / 97) * most * scale);
  const [completed, failed, cancelled] = [many(9, 1), many(3, 2), many(2, 3)];
  const active = seed % 11 === 0 ? 1 : 0;
  const [judged, ended] = [completed, many(5, 4)];
  const approvedFirst = Math.min(judged, many(7, 5));
  const merged = Math.min(ended, many(5, 6));
  const limit = Math.floor(failed / 2);
  return {
    generations: completed + failed + cancelled + active,
    completed,
    failed,
    cancelled,
    active,
    failedByCode: {
      ...(limit && { "agent.limit-turns": limit }),
      ...(failed - limit && { "agent.model-overloaded": failed - limit }),
    },
    followUps: many(3, 7),
    judged,
    approvedFirst,
    firstTimeApprovalRate: rate(approvedFirst, judged),
    ended,
    merged,
    mergeRate: rate(merged, ended),
    roundsPerMerge: merged ? 0.4 : null,
    leadTime: merged
      ? { medianMs: 90_000_000, p90Ms: 310_000_000 }
      : { medianMs: null, p90Ms: null },
    costUsd: Math.round(completed * 37 + failed * 21) / 100,
    tokens: {
      input: 4100 * completed,
      output: 900 * completed,
      cacheRead: 31_000,
      cacheCreation: 2000,
    },
    duration: completed
      ? { medianMs: 150_000 + 9000 * (seed % 13), p90Ms: 480_000 + 12_000 * (seed % 17) }
      : { medianMs: null, p90Ms: null },
  };
}

function seriesOf(from, to, bucket) {
  const series = [];
  const length = bucket === "week" ? 7 * DAY : DAY;
  for (let at = from; at < to; at += length) {
    series.push({
      start: new Date(at).toISOString().slice(0, 10),
      from: new Date(at).toISOString(),
      to: new Date(Math.min(to, at + length)).toISOString(),
      figures: figuresOf(Math.floor(at / DAY), bucket === "week" ? 5 : 1),
    });
  }
  return series;
}

function columnsOf(store, within, limits = {}) {
  return STATUSES.map((status) => {
    const count = [...store.requirements.values()].filter(
      (one) => one.status === status && within(one),
    ).length;
    const limit = limits[status] ?? null;
    return { status, count, limit, exceeded: limit !== null && count > limit };
  });
}

function waitingFor(store, access, user) {
  const items = [...store.requirements.values()]
    .filter(({ status }) => status === "GENERATED" || status === "IN_REVIEW")
    .filter(({ projectId }) => ["OWNER", "DEVELOPER"].includes(access.roleIn(projectId, user)))
    .filter(({ latestGeneration }) => latestGeneration)
    .map(({ id, key, title, projectId, latestGeneration, updatedAt }) => ({
      taskId: latestGeneration.id,
      requirementId: id,
      requirementKey: key,
      title,
      projectId,
      round: 1,
      requestedBy: "Wang Jun",
      since: updatedAt,
      aiScore: 86,
      aiObjected: false,
    }));
  return { count: items.length, items: items.slice(0, 6) };
}

function useOf(scope, project, spentUsd, limitUsd = null) {
  const part = limitUsd ? spentUsd / limitUsd : 0;
  return {
    scope,
    projectId: project.id,
    projectName: project.name,
    month: scope === "PROJECT" ? new Date().toISOString().slice(0, 7) : null,
    spentUsd,
    limitUsd,
    level: part >= 1 ? "EXHAUSTED" : part >= 0.8 ? "WARNED" : "FINE",
  };
}

export function statisticsRoutes({ store }) {
  const access = createAccess(store);
  const limits = new Map();
  const budgets = new Map();
  return [
    [
      "GET",
      "/api/v1/dashboard",
      ({ response, user }) => {
        const sees = ({ projectId }) => access.sees(projectId, user);
        const mine = ({ createdBy, assigneeId }) =>
          createdBy.id === user.id || assigneeId === user.id;
        const today = Math.floor(Date.now() / DAY) * DAY;
        sendJson(response, 200, {
          projects: [...store.projects.values()]
            .filter(({ id, archived }) => !archived && access.sees(id, user))
            .map((project) => viewOfProject(store, access, project, user))
            .slice(0, 6),
          requirements: [...store.requirements.values()]
            .filter((one) => sees(one) && mine(one))
            .map((one) => viewOfRequirement(store, one))
            .slice(0, 6),
          board: { columns: columnsOf(store, sees) },
          waitingReviews: waitingFor(store, access, user),
          recentGenerations: [...store.tasks.values()]
            .filter(({ inspection, view }) => !inspection && sees(view))
            .map(({ view }) => view)
            .reverse()
            .slice(0, 6),
          figuresFrom: new Date(today - 29 * DAY).toISOString(),
          figuresTo: new Date(today + DAY).toISOString(),
          figures: figuresOf(42, 12),
          budgets: [...budgets]
            .filter(([id, { monthlyUsd }]) => monthlyUsd && access.sees(id, user))
            .map(([id, { monthlyUsd }]) =>
              useOf("PROJECT", store.projects.get(id), 4.2, monthlyUsd),
            ),
        });
      },
    ],
    [
      "GET",
      "/api/v1/statistics",
      ({ response, user, query }) => {
        const projectId = query.get("projectId");
        if (projectId && !access.sees(projectId, user)) {
          throw new Refusal(404, "http.404", "There is no such project.");
        }
        const from = Date.parse(query.get("from"));
        const to = Date.parse(query.get("to")) + DAY;
        if (!(from < to)) throw invalid("to", "to has to be later than from.");
        const share = (id, name, seed) => ({ id, name, figures: figuresOf(seed, 6) });
        sendJson(response, 200, {
          from: new Date(from).toISOString(),
          to: new Date(to).toISOString(),
          zone: query.get("zone") ?? "UTC",
          totals: figuresOf(42, 12),
          series: seriesOf(from, to, query.get("bucket")),
          byProject: [...store.projects.values()]
            .filter(({ id }) => access.sees(id, user))
            .map(({ id, name }, index) => share(id, name, index + 3)),
          byPerson: [share("u-rd", "Wang Jun", 5), share("u-pm", "Lin Mei", 8)],
          byModel: [share("claude-opus-5-5", "claude-opus-5-5", 6), share(null, null, 2)],
          verdicts: [
            { aiObjected: false, verdict: "APPROVED", count: 31, example: "t-1" },
            { aiObjected: false, verdict: "NEEDS_REVISION", count: 4, example: "t-2" },
            { aiObjected: true, verdict: "REJECTED", count: 3, example: "t-3" },
          ],
        });
      },
    ],
    [
      "GET",
      "/api/v1/projects/:id/board",
      ({ response, user, params }) => {
        const { id } = access.projectOf(params.id, user);
        const within = ({ projectId }) => projectId === id;
        sendJson(response, 200, { columns: columnsOf(store, within, limits.get(id)) });
      },
    ],
    [
      "PUT",
      "/api/v1/projects/:id/board",
      async ({ request, response, user, params }) => {
        const { id } = access.changeable(params.id, user, "OWNER");
        const body = await readBody(request, ["limits"]);
        const wrong = Object.keys(body.limits ?? {}).find((it) => !LIMITED.includes(it));
        if (wrong) throw invalid(`limits.${wrong}`, "Nothing is in work there.");
        limits.set(id, body.limits);
        sendNothing(response);
      },
    ],
    [
      "GET",
      "/api/v1/projects/:id/budget",
      ({ response, user, params }) => {
        const project = access.projectOf(params.id, user);
        const { monthlyUsd, requirementUsd = null } = budgets.get(project.id) ?? {};
        sendJson(response, 200, {
          month: useOf("PROJECT", project, 4.2, monthlyUsd),
          requirementUsd,
        });
      },
    ],
    [
      "PUT",
      "/api/v1/projects/:id/budget",
      async ({ request, response, user, params }) => {
        const { id } = access.changeable(params.id, user, "OWNER");
        budgets.set(id, await readBody(request, ["monthlyUsd", "requirementUsd"]));
        sendNothing(response);
      },
    ],
    [
      "GET",
      "/api/v1/requirements/:id/budget",
      ({ response, user, params }) => {
        const { projectId } = access.requirementOf(params.id, user);
        const { requirementUsd } = budgets.get(projectId) ?? {};
        sendJson(
          response,
          200,
          useOf("REQUIREMENT", store.projects.get(projectId), 1.3, requirementUsd),
        );
      },
    ],
  ];
}
