import type { FeedEvent } from "@/api/feed";
import { asNumber, asObject, asString, firstLine, type Json, parseJson, preview } from "@/lib/json";
import { append, type Draft, interruptOpenCalls, replaceTool, startDraft } from "./draft";
import { interpret } from "./interpret";
import type { LineMeaning, Meaning } from "./meaning";
import type { TranscriptState } from "./state";
import { applyTodoTool } from "./todos";
import { countChanges, toolTitle } from "./tools";

const REMEMBERED = new Set(["TaskCreate", "TaskUpdate", "TodoWrite"]);
const PREVIEW = 160;

interface Place {
  sequence: number;
  at: string | null;
  parent: string | null;
  truncated: boolean;
}

const at = (place: Place, part = 0) => ({
  sequence: place.sequence,
  part,
  at: place.at,
  parent: place.parent,
  truncated: place.truncated,
});

function takeAnswer(draft: Draft, place: Place, answer: Meaning & { is: "answer" }): void {
  const call = draft.openCalls.get(answer.id);
  const row = call && draft.rows[call.row];
  if (!call || row?.kind !== "tool") {
    append(draft, { ...at(place, answer.part), kind: "raw", preview: firstLine(answer.text) });
    return;
  }
  const denied = row.status === "denied";
  replaceTool(draft, call.row, {
    status: denied ? "denied" : answer.failed ? "error" : "ok",
    resultSequence: place.sequence,
    resultAt: place.at,
    resultTruncated: place.truncated,
    ...countChanges(row.name, answer.detail),
  });
  draft.openCalls.delete(answer.id);
  if (call.input && !answer.failed) {
    draft.todos = applyTodoTool([...draft.todos], row.name, call.input, answer.detail);
  }
}

function takeCall(draft: Draft, place: Place, call: Meaning & { is: "call" }): void {
  append(draft, {
    ...at(place, call.part),
    kind: "tool",
    toolId: call.id,
    name: call.name,
    title: preview(toolTitle(call.name, call.input, draft.cwd), 300),
    status: "running",
    resultSequence: null,
    resultAt: null,
    resultTruncated: false,
    added: 0,
    removed: 0,
    elapsedSeconds: 0,
  });
  draft.openCalls.set(call.id, {
    row: draft.rows.length - 1,
    input: REMEMBERED.has(call.name) ? call.input : null,
  });
}

function takeDenied(draft: Draft, place: Place, denied: Meaning & { is: "denied" }): void {
  const call = draft.openCalls.get(denied.toolId);
  if (call) replaceTool(draft, call.row, { status: "denied" });
  append(draft, {
    ...at(place),
    kind: "notice",
    code: "permission-denied",
    level: "warning",
    values: { tool: denied.tool, reason: denied.reason },
  });
}

function takeSession(draft: Draft, place: Place, session: Meaning & { is: "session" }): void {
  const again = draft.model === session.model && draft.model !== null;
  draft.cwd = session.cwd;
  draft.model = session.model;
  draft.cliVersion = session.version;
  if (again) return;
  append(draft, {
    ...at(place),
    kind: "notice",
    code: "session",
    level: "quiet",
    values: { model: session.model ?? "?", version: session.version ?? "?" },
  });
}

function take(draft: Draft, place: Place, meaning: Meaning): void {
  if (meaning.is !== "thinking-tokens" && meaning.is !== "nothing") draft.thinkingTokens = 0;
  switch (meaning.is) {
    case "text":
      if (meaning.text.trim() === "") return;
      return append(draft, {
        ...at(place, meaning.part),
        kind: "text",
        preview: firstLine(meaning.text, PREVIEW),
        apiError: meaning.apiError,
      });
    case "thinking":
      return append(draft, {
        ...at(place, meaning.part),
        kind: "thinking",
        preview: firstLine(meaning.text, PREVIEW),
        durationMs: meaning.durationMs,
      });
    case "call":
      return takeCall(draft, place, meaning);
    case "answer":
      return takeAnswer(draft, place, meaning);
    case "denied":
      return takeDenied(draft, place, meaning);
    case "heartbeat": {
      const call = draft.openCalls.get(meaning.toolId);
      if (call) replaceTool(draft, call.row, { elapsedSeconds: meaning.seconds });
      return;
    }
    case "session":
      return takeSession(draft, place, meaning);
    case "thinking-tokens":
      draft.thinkingTokens = meaning.tokens;
      return;
    case "notice": {
      const { code, level, values } = meaning;
      return append(draft, { ...at(place), kind: "notice", code, level, values });
    }
    case "result": {
      const { is: _, ...figures } = meaning;
      return append(draft, { ...at(place), kind: "result", ...figures });
    }
    case "nothing":
      return;
  }
}

function takeOutput(draft: Draft, event: FeedEvent, data: Json): void {
  const truncated = data.truncated === true;
  const place: Place = {
    sequence: event.sequence,
    at: asString(data.at) ?? event.at,
    parent: null,
    truncated,
  };
  const read: LineMeaning = interpret(data.line);
  if (read.meanings.length > 0) {
    place.parent = read.parent;
    place.at = read.at ?? place.at;
    for (const meaning of read.meanings) take(draft, place, meaning);
    return;
  }
  const text = asString(data.raw) ?? asString(data.line) ?? JSON.stringify(data.line ?? null);
  const answered = truncated ? /"tool_use_id":\s*"([^"]+)"/.exec(text)?.[1] : undefined;
  if (answered && draft.openCalls.has(answered)) {
    const failed = /"is_error":\s*true/.test(text);
    takeAnswer(draft, place, { is: "answer", part: 0, id: answered, failed, text, detail: null });
    return;
  }
  append(draft, { ...at(place), kind: "raw", preview: preview(text, PREVIEW) });
}

function takeStatus(draft: Draft, event: FeedEvent, data: Json): void {
  const status = asString(data.status) ?? draft.status ?? "";
  const step = asString(data.step) ?? draft.step ?? "";
  const attempt = asNumber(data.attempt) ?? draft.attempt;
  const place: Place = {
    sequence: event.sequence,
    at: asString(data.at) ?? event.at,
    parent: null,
    truncated: false,
  };
  if (attempt > draft.attempt) {
    interruptOpenCalls(draft);
    if (draft.attempt > 0) {
      draft.todos = [];
      draft.model = null;
      append(draft, { ...at(place), kind: "attempt", attempt });
    }
    draft.attempt = attempt;
    draft.finished = false;
  }
  const message = asString(data.message) ?? "";
  const changed = status !== draft.status || step !== draft.step;
  draft.status = status;
  draft.step = step;
  if (!changed && message === "") return;
  append(draft, { ...at(place), kind: "phase", status, step, message });
}

function takeEvent(draft: Draft, event: FeedEvent): void {
  const data = asObject(parseJson(event.data));
  switch (event.event) {
    case "output":
      return takeOutput(draft, event, data);
    case "status":
      return takeStatus(draft, event, data);
    case "progress":
      draft.progress = {
        filesChanged: asNumber(data.filesChanged) ?? 0,
        currentAction: asString(data.currentAction) ?? "",
        turns: asNumber(data.turns) ?? 0,
        costUsd: asNumber(data.costUsd) ?? 0,
        elapsedMs: asNumber(data.elapsedMs) ?? 0,
      };
      return;
    case "error":
      return append(draft, {
        ...at({ sequence: event.sequence, at: event.at, parent: null, truncated: false }),
        kind: "error",
        code: asString(data.code) ?? "unknown",
        phase: asString(data.phase) ?? "",
        message: asString(data.message) ?? "",
      });
    case "done":
      interruptOpenCalls(draft);
      draft.status = asString(data.status) ?? draft.status;
      draft.step = draft.status === "COMPLETED" ? "DONE" : draft.step;
      draft.thinkingTokens = 0;
      draft.finished = true;
      return;
    default:
      return append(draft, {
        ...at({ sequence: event.sequence, at: event.at, parent: null, truncated: false }),
        kind: "notice",
        code: "unknown",
        level: "quiet",
        values: { type: event.event },
      });
  }
}

/** The picture after these events. Pure; an event that is already in the picture changes nothing. */
export function reduceFeed(state: TranscriptState, events: readonly FeedEvent[]): TranscriptState {
  const fresh = events.filter(({ sequence }) => sequence === 0 || sequence > state.lastSequence);
  if (fresh.length === 0) return state;
  const draft = startDraft(state);
  for (const event of fresh) {
    if (event.sequence !== 0 && event.sequence <= draft.lastSequence) continue;
    takeEvent(draft, event);
    draft.lastSequence = Math.max(draft.lastSequence, event.sequence);
  }
  return draft;
}
