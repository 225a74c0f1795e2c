import { createHash } from "node:crypto";

const WRITES = new Set(["create", "update"]);

const relative = (path, cwd) => (cwd && path.startsWith(cwd) ? path.slice(cwd.length + 1) : path);

/** The files that the run has written up to an event, each as it was found and as it is. */
export function filesAt(task, at) {
  const files = new Map();
  let cwd = null;
  for (const { sequence, event, data } of task.events.slice(0, at)) {
    const line = event === "output" ? data.line : null;
    if (line?.subtype === "init") cwd = line.cwd;
    const result = line?.tool_use_result;
    if (!result?.filePath) continue;
    const path = relative(result.filePath, cwd);
    const before = files.get(path)?.before ?? result.originalFile ?? null;
    const text = WRITES.has(result.type)
      ? result.content
      : (result.originalFile ?? "").replace(result.oldString, () => result.newString);
    files.set(path, { path, before, text, sequence });
  }
  return [...files.values()];
}

/** The files of the work tree that nobody has touched. */
const OTHERS = ["README.md", "pom.xml", "src/Prices.java", "src/Shop.java"].map((path) => ({
  path,
  bytes: 640,
  change: null,
  kept: true,
  kind: "FILE",
  oldPath: null,
  sequence: null,
}));

export function listingAt(task, at, changed) {
  const written = filesAt(task, at).map(({ path, before, text, sequence }) => ({
    path,
    bytes: Buffer.byteLength(text),
    change: before === null ? "ADDED" : "MODIFIED",
    kept: true,
    kind: "FILE",
    oldPath: null,
    sequence,
  }));
  const items = changed ? written : [...OTHERS, ...written];
  const lines = (text) => (text ?? "").split("\n").length;
  const grown = filesAt(task, at).map(({ before, text }) => lines(text) - lines(before));
  return {
    sequence: at,
    available: true,
    items: items.sort((a, b) => a.path.localeCompare(b.path)),
    nextCursor: null,
    stat: {
      files: written.length,
      additions: grown.reduce((sum, count) => sum + Math.max(1, count), 0),
      deletions: written.length,
    },
    treeId: "b7d1",
    treeSequence: at,
  };
}

/** What a run amounts to after an event. */
export function momentAt(task, at) {
  const seen = task.events.slice(0, at);
  const status = seen.findLast(({ event }) => event === "status")?.data;
  const progress = seen.findLast(({ event }) => event === "progress")?.data;
  return {
    sequence: at,
    lastSequence: task.events.length,
    at: seen.at(-1)?.at ?? null,
    status: status?.status ?? "PENDING",
    step: status?.step ?? "QUEUE",
    message: status?.message ?? "",
    attempt: 1,
    currentAction: progress?.currentAction ?? "",
    elapsedMs: progress?.elapsedMs ?? 0,
    finished: at === task.events.length,
    agentSessionId: null,
    model: task.view.model,
    startedAt: task.view.startedAt,
    stat: null,
    failure: null,
    todos: [],
    toolUseId: null,
    treeId: null,
    treeSequence: null,
    usage: {
      inputTokens: 24 * at,
      outputTokens: 12 * at,
      cacheReadTokens: 0,
      cacheCreationTokens: 0,
      turns: progress?.turns ?? 0,
      costUsd: 0.0004 * at,
      durationMs: 0,
    },
  };
}

export const hashOf = (text) => createHash("sha256").update(text).digest("hex");

/** An event of a run as it is stored, with its place in the chain. */
export function recordOf(task, sequence) {
  const place = 4000 + sequence;
  return {
    at: task.events[sequence - 1].at,
    type: "OutputLineRecorded",
    revision: "1",
    eventId: `0199f3d2-7a51-7c80-9d3e-${String(place).padStart(12, "0")}`,
    position: place,
    hash: hashOf(`${task.view.id} ${sequence}`),
    previousHash: hashOf(`${task.view.id} ${sequence - 1}`),
    correlationId: task.view.id,
    causationId: task.view.id,
    traceId: hashOf(task.view.id).slice(0, 32),
    verified: true,
  };
}

/** Which call wrote each line of a file: what the run added was written by its last edit of it. */
export function blameOf(task, path) {
  const file = filesAt(task, task.events.length).find((it) => it.path === path);
  const { requirementId: id, requirementKey: key, requirementTitle: title } = task.view;
  const found = { path, binary: false, requirement: { id, key, title }, available: true };
  if (!file) return { ...found, sequence: null, items: [], calls: [] };
  const old = new Set((file.before ?? "").split("\n"));
  const toolUseId = `call-of-${file.sequence}`;
  const call = { sequence: file.sequence, tool: "Edit", toolUseId };
  const none = { sequence: null, tool: null, toolUseId: null };
  const { length } = task.events;
  return {
    ...found,
    sequence: length,
    items: file.text.split("\n").map((text, index) => ({
      line: index + 1,
      ...(old.has(text) ? none : call),
    })),
    calls: [
      {
        ...call,
        action: `Edit /work/${path}`,
        attempt: 1,
        resultSequence: file.sequence,
        todo: "Change the greeting",
        thought: {
          sequence: 5,
          excerpt: "The greeting is built in one place, so one edit is enough.",
        },
        text: { sequence: 6, excerpt: "I change the greeting and keep the rest." },
      },
    ],
  };
}
