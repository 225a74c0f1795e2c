import { randomUUID } from "node:crypto";
import { demoPatch } from "./patches.mjs";
import { failureLines, manyLines, outputOf, successLines } from "./script.mjs";

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export const FINISHED = new Set(["COMPLETED", "FAILED", "CANCELLED"]);

function newView(requirement, user) {
  return {
    id: randomUUID(),
    requirementId: requirement.id,
    requirementKey: requirement.key,
    requirementTitle: requirement.title,
    projectId: requirement.projectId,
    repositoryId: requirement.repositoryId,
    status: "PENDING",
    step: "QUEUE",
    queuePosition: 1,
    attempt: 1,
    branch: null,
    baseCommit: null,
    headCommit: null,
    agentSessionId: null,
    model: "claude-opus-5-5",
    requestedBy: { id: user.id, name: user.name },
    createdAt: new Date().toISOString(),
    startedAt: null,
    finishedAt: null,
    stat: null,
    usage: null,
    failure: null,
    lastSequence: 0,
    followUpOf: null,
    round: 1,
    resumed: null,
    cancelRequested: false,
    demo: true,
    retryAt: null,
    timeLimitMs: 600_000,
  };
}

/** Appends events, durable first, and tells the readers. */
function createJournal(store) {
  const append = (task, event, data) => {
    const sequence = task.events.length + 1;
    const time = task.spread ? task.begin + sequence * task.spread : Date.now();
    const at = new Date(time).toISOString();
    const full = event === "output" ? { sequence, at, ...data } : data;
    task.events.push({ sequence, event, at, data: full });
    task.view.lastSequence = sequence;
    for (const notify of [...task.readers]) notify();
  };

  const move = (task, status, step, message) => {
    Object.assign(task.view, { status, step });
    const requirement = store.requirements.get(task.view.requirementId);
    if (!task.inspection) {
      requirement.latestGeneration = {
        id: task.view.id,
        status,
        step,
        finishedAt: task.view.finishedAt,
        failureCode: task.view.failure?.code ?? null,
      };
    }
    const { attempt } = task.view;
    append(task, "status", { status, step, message, attempt, at: new Date().toISOString() });
  };

  const conclude = (task, requirement, status) => {
    const { id, stat, usage: used, failure } = task.view;
    requirement.status = status === "COMPLETED" ? "GENERATED" : "DRAFT";
    store.record(requirement, null, "GENERATION_CONCLUDED", [
      { field: "status", before: "GENERATING", after: requirement.status },
    ]);
    if (status === "COMPLETED") {
      requirement.reviewTaskId = id;
      requirement.costUsd += used?.costUsd ?? 0;
      const facts = { files: `${stat.files}`, additions: `${stat.additions}` };
      const more = { deletions: `${stat.deletions}`, costUsd: `${used?.costUsd ?? 0}` };
      const link = `/codegen/${id}/review`;
      store.notify("GENERATION_COMPLETED", requirement, id, { ...facts, ...more }, link);
    } else if (status === "FAILED") {
      const facts = { failure: failure.code, message: failure.message };
      store.notify("GENERATION_FAILED", requirement, id, facts, `/codegen/${id}`);
    }
  };

  const finish = (task, status, fields) => {
    Object.assign(task.view, { finishedAt: new Date().toISOString(), ...fields });
    const requirement = store.requirements.get(task.view.requirementId);
    if (!task.inspection) conclude(task, requirement, status);
    if (task.view.failure) append(task, "error", task.view.failure);
    const words = {
      COMPLETED: "The branch is pushed.",
      FAILED: "The run failed.",
      CANCELLED: "Cancelled.",
    };
    move(task, status, status === "COMPLETED" ? "DONE" : task.view.step, words[status]);
    append(task, "done", { status, stat: task.view.stat, usage: task.view.usage });
  };

  return { append, move, finish };
}

const usage = (turns) => ({
  inputTokens: 24,
  outputTokens: 272,
  cacheReadTokens: 58_222,
  cacheCreationTokens: 0,
  turns,
  costUsd: 0.0171804,
  durationMs: 12_400,
});

/** Plays a run; with `spread` it is over at once and tells of events so many milliseconds apart. */
export function createRunner(store, { pace }) {
  const { append, move, finish } = createJournal(store);

  const play = async (task, speed) => {
    const stopped = () => FINISHED.has(task.view.status);
    move(task, "PENDING", "QUEUE", "Waiting for a worker.");
    await wait(4 * speed);
    if (stopped()) return;
    task.view.startedAt = new Date().toISOString();
    task.view.queuePosition = null;
    move(task, "CLONING", "CLONE", "Cloning main.");
    await wait(8 * speed);
    if (stopped()) return;
    task.view.branch = `feature/req-${task.view.requirementKey}`;
    task.view.baseCommit = task.diff.summary.baseCommit;
    move(task, "RUNNING", "ANALYSE", "Reading the project.");
    await wait(4 * speed);
    let count = 0;
    for (const text of task.lines) {
      if (stopped()) return;
      if (count === 8) move(task, "RUNNING", "GENERATE", "Writing the change.");
      append(task, "output", outputOf(text));
      count += 1;
      if (count % 6 === 0) {
        append(task, "progress", {
          filesChanged: Math.min(2, Math.floor(count / 12)),
          currentAction: "Editing src/Greeter.java",
          turns: Math.floor(count / 3),
          costUsd: 0.0004 * count,
          elapsedMs: Date.now() - Date.parse(task.view.startedAt),
        });
      }
      await wait(speed);
    }
    if (stopped()) return;
    if (task.fails) {
      finish(task, "FAILED", {
        usage: usage(1),
        failure: {
          code: "agent.model-overloaded",
          phase: "GENERATE",
          message: "The model answered 529 (overloaded) three times.",
          retryable: true,
        },
      });
      return;
    }
    move(task, "RUNNING", "CHECK", "Recording the change and pushing the branch.");
    await wait(4 * speed);
    if (stopped()) return;
    finish(task, "COMPLETED", {
      headCommit: task.diff.summary.headCommit,
      stat: task.diff.summary.stat,
      usage: usage(13),
    });
  };

  const start = (
    requirement,
    user,
    { lines, fails = false, diff = demoPatch(), speed = pace, follows = null, spread = 0 } = {},
  ) => {
    const task = {
      events: [],
      readers: new Set(),
      fails,
      diff,
      spread,
      begin: Date.now() - 200_000,
      lines: lines ?? (fails ? failureLines() : successLines()),
      view: newView(requirement, user),
    };
    if (follows) Object.assign(task, { roundDiff: follows.roundDiff });
    Object.assign(task.view, follows?.view);
    store.tasks.set(task.view.id, task);
    store.record(requirement, user, "GENERATION_ORDERED");
    requirement.status = "GENERATING";
    task.playing = play(task, speed);
    return task;
  };

  const retry = (task) => {
    Object.assign(task.view, {
      attempt: task.view.attempt + 1,
      finishedAt: null,
      failure: null,
      usage: null,
      queuePosition: 1,
    });
    task.fails = false;
    task.lines = successLines();
    store.requirements.get(task.view.requirementId).status = "GENERATING";
    task.playing = play(task, pace);
  };

  /** A run that is already over when the server starts. */
  const startLong = (requirement, user, count) =>
    start(requirement, user, { lines: manyLines(count), speed: 0 });

  /** The run of an agent that only reads; it has a transcript and changes nothing. */
  const inspect = (projectId, user) => {
    const place = { id: null, key: "", title: "", projectId, repositoryId: null };
    const task = {
      inspection: true,
      events: [],
      readers: new Set(),
      fails: false,
      diff: demoPatch(),
      lines: successLines(),
      view: newView(place, user),
    };
    store.tasks.set(task.view.id, task);
    task.playing = play(task, Math.min(pace, 20));
    return task;
  };

  return { start, startLong, retry, finish, inspect };
}
