import { randomUUID } from "node:crypto";
import { createAccess } from "./access.mjs";
import { categories, findings } from "./findings.mjs";
import { Refusal } from "./http.mjs";
import { revisedPatches } from "./patches.mjs";

const now = () => new Date().toISOString();
export const person = ({ id, name }) => ({ id, name });

const FAILURE = {
  code: "inspection.answer-invalid",
  phase: "GENERATE",
  message: "The answer is no JSON of the asked form.",
  retryable: true,
};

/** The reviews of the changes, and what moves them. `options.ai`: good, failed or never. */
export function createReviews({ store, runner, options }) {
  const access = createAccess(store);

  const taskOf = (id, user) => {
    const task = store.tasks.get(id);
    if (!task || !access.sees(task.view.projectId, user)) {
      throw new Refusal(404, "generation.unknown", "There is no such generation.");
    }
    return task;
  };

  const startAi = (task, review, user) => {
    const run = runner.inspect(task.view.projectId, user);
    review.ai.push({
      id: randomUUID(),
      runId: run.view.id,
      status: "RUNNING",
      issues: [],
      resolved: [],
      omitted: [],
      startedAt: now(),
      readyAt: Date.now() + (options.aiMs ?? 0),
      outcome: options.ai ?? "good",
    });
  };

  const settleAi = (task, review) => {
    const last = review.ai.at(-1);
    if (last?.status !== "RUNNING" || last.outcome === "never" || Date.now() < last.readyAt) return;
    const { round } = task.view;
    const requirement = store.requirements.get(task.view.requirementId);
    const link = `/codegen/${task.view.id}/review`;
    const ended = { finishedAt: now(), costUsd: 0.0421, model: "claude-opus-5-5" };
    if (last.outcome === "failed") {
      Object.assign(last, ended, { status: "FAILED", failure: FAILURE });
      const facts = { failure: FAILURE.code, message: FAILURE.message };
      return store.notify("AI_REVIEW_FAILED", requirement, task.view.id, facts, link);
    }
    const issues = findings(round);
    Object.assign(last, ended, {
      status: "COMPLETED",
      score: round > 1 ? 91 : 68,
      summary:
        round > 1
          ? "The greeting handles empty names now. A test is still missing."
          : "Does what the requirement asks for, but breaks for customers without a name, and no test covers it.",
      issues,
      resolved: round > 1 ? findings(1).slice(1, 2) : [],
      omitted: round > 1 ? [] : ["assets/logo.png"],
      categories: categories(round),
    });
    const facts = { score: `${last.score}`, findings: `${issues.length}` };
    store.notify("AI_REVIEW_COMPLETED", requirement, task.view.id, facts, link);
  };

  const reviewOf = (task, user) => {
    const { id, status } = task.view;
    if (status !== "COMPLETED") throw new Refusal(404, "review.none", "Nothing was delivered yet.");
    if (!store.reviews.has(id)) {
      const review = { ai: [], human: [], drafts: new Map(), dismissed: new Map() };
      store.reviews.set(id, review);
      startAi(task, review, user);
    }
    const review = store.reviews.get(id);
    settleAi(task, review);
    return review;
  };

  return { access, taskOf, reviewOf, startAi };
}

/** How comments of an earlier round fared, in the order that they were made. */
const FATES = [
  (line) => ({ state: "MOVED", line: line + 3 }),
  () => ({ state: "OUTDATED", line: null }),
  (line) => ({ state: "UNCHANGED", line }),
];
const ANSWERS = [
  { addressed: true, text: "A name that is missing or blank gets a greeting without one." },
  { addressed: false, text: "I kept this: the test expects it." },
];

function chainOf(store, task) {
  const earlier = task.view.followUpOf && store.tasks.get(task.view.followUpOf);
  return earlier ? [...chainOf(store, earlier), task] : [task];
}

function humanOf(store, task) {
  return chainOf(store, task).flatMap((link) => {
    const rounds = store.reviews.get(link.view.id)?.human ?? [];
    if (link === task) return rounds;
    return rounds.map((round) => ({
      ...round,
      lineComments: round.lineComments.map((comment, index) => ({
        ...comment,
        position: FATES[index % FATES.length](comment.line),
        answer: ANSWERS[index] ? { taskId: task.view.id, ...ANSWERS[index] } : null,
      })),
    }));
  });
}

function mayOf(scope, task, user) {
  const { store, options } = scope;
  const requirement = store.requirements.get(task.view.requirementId);
  const role = store.members.get(task.view.projectId)?.get(user.id)?.role ?? null;
  if (user.role !== "ADMIN" && role !== "OWNER" && role !== "DEVELOPER") {
    return { mayDecide: false, mayApprove: false, whyNot: "access.denied" };
  }
  const open = ["GENERATED", "IN_REVIEW"].includes(requirement.status);
  if (!open || requirement.reviewTaskId !== task.view.id) {
    return { mayDecide: false, mayApprove: false, whyNot: "review.not-open" };
  }
  const own = options.fourEyes && task.view.requestedBy.id === user.id;
  return { mayDecide: true, mayApprove: !own, whyNot: own ? "review.four-eyes" : null };
}

export function viewOf(scope, task, review, user) {
  const { id, round, baseCommit, headCommit } = task.view;
  const taken = new Map(
    review.human
      .flatMap(({ lineComments }) => lineComments)
      .filter(({ findingId }) => findingId)
      .map(({ id: commentId, findingId }) => [findingId, commentId]),
  );
  const ai = review.ai.map(({ readyAt: _, outcome: __, ...one }) => ({
    ...one,
    issues: one.issues.map((issue) => ({
      ...issue,
      dismissal: review.dismissed.get(issue.id) ?? null,
      commentId: taken.get(issue.id) ?? null,
    })),
  }));
  const draft = review.drafts.get(user.id) ?? null;
  return {
    taskId: id,
    round,
    baseCommit,
    headCommit,
    ai,
    human: humanOf(scope.store, task),
    draft,
    ...mayOf(scope, task, user),
  };
}

const NEXT = { APPROVED: "APPROVED", REJECTED: "REJECTED", NEEDS_REVISION: "GENERATING" };

export function submit(scope, task, review, user, body) {
  const { store, runner } = scope;
  const may = mayOf(scope, task, user);
  if (!may.mayDecide) throw new Refusal(409, "review.not-open", "It was decided already.");
  if (body.verdict === "APPROVED" && !may.mayApprove) {
    throw new Refusal(403, "review.four-eyes", "Somebody else has to approve.");
  }
  const lines = body.lineComments ?? [];
  const wrong = lines.findIndex(({ line }) => line > 5000);
  if (wrong >= 0) {
    const field = `lineComments[${wrong}].line`;
    throw new Refusal(422, "review.line-not-in-diff", "No such line.", [
      { field, message: "The file has no such line." },
    ]);
  }
  const requirement = store.requirements.get(task.view.requirementId);
  const round = {
    id: randomUUID(),
    taskId: task.view.id,
    round: task.view.round,
    number: review.human.length + 1,
    verdict: body.verdict,
    comment: body.comment ?? null,
    by: person(user),
    at: now(),
    followUpTaskId: null,
    lineComments: lines.map((line) => ({
      id: randomUUID(),
      endLine: line.line,
      findingId: null,
      commit: task.view.headCommit,
      snippet: '        return "Hi " + name + "!";',
      ...line,
      position: { state: "UNCHANGED", line: line.line },
      addressed: false,
      answer: null,
    })),
  };
  review.human.push(round);
  review.drafts.delete(user.id);
  requirement.status = NEXT[body.verdict];
  const facts = { verdict: body.verdict, by: user.name, lineComments: `${lines.length}` };
  const link = `/codegen/${task.view.id}/review`;
  store.notify("VERDICT", requirement, task.view.id, facts, link);
  if (body.verdict === "NEEDS_REVISION") {
    const { whole, round: roundDiff } = revisedPatches();
    const view = { followUpOf: task.view.id, round: task.view.round + 1, resumed: true };
    const next = runner.start(requirement, user, { diff: whole, follows: { roundDiff, view } });
    round.followUpTaskId = next.view.id;
  }
  return { id: round.id, followUpTaskId: round.followUpTaskId };
}
