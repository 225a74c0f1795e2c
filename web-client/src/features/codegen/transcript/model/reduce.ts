import type { FeedEvent } from "@/api/feed";
import { asNumber, asObject, asString, type Json, parseJson, preview } from "@/lib/json";
import { append, type Draft, interruptOpenCalls, startDraft } from "./draft";
import { interpret } from "./interpret";
import type { LineMeaning } from "./meaning";
import type { TranscriptState } from "./state";
import { at, type Place, PREVIEW, takeAnswer, takeMeaning } from "./take-meaning";

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
    for (const meaning of read.meanings) takeMeaning(draft, place, meaning);
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
  if (changed) {
    // What was being done belongs to the step that is over.
    draft.passedWords = draft.stepWords;
    draft.stepWords = message;
    if (draft.progress) draft.progress = { ...draft.progress, currentAction: "" };
  }
  if (!changed && message === "") return;
  append(draft, { ...at(place), kind: "phase", status, step, message });
}

function takeEvent(draft: Draft, event: FeedEvent): void {
  const data = asObject(parseJson(event.data));
  switch (event.event) {
    case "output":
      takeOutput(draft, event, data);
      return;
    case "status":
      takeStatus(draft, event, data);
      return;
    case "progress": {
      const action = asString(data.currentAction) ?? "";
      draft.progress = {
        filesChanged: asNumber(data.filesChanged) ?? 0,
        currentAction: action === draft.passedWords ? "" : action,
        turns: asNumber(data.turns) ?? 0,
        costUsd: asNumber(data.costUsd) ?? 0,
        elapsedMs: asNumber(data.elapsedMs) ?? 0,
      };
      return;
    }
    case "error":
      append(draft, {
        ...at({ sequence: event.sequence, at: event.at, parent: null, truncated: false }),
        kind: "error",
        code: asString(data.code) ?? "unknown",
        phase: asString(data.phase) ?? "",
        message: asString(data.message) ?? "",
      });
      return;
    case "done":
      interruptOpenCalls(draft);
      draft.status = asString(data.status) ?? draft.status;
      draft.step = draft.status === "COMPLETED" ? "DONE" : draft.step;
      draft.thinkingTokens = 0;
      draft.finished = true;
      return;
    default:
      append(draft, {
        ...at({ sequence: event.sequence, at: event.at, parent: null, truncated: false }),
        kind: "notice",
        code: "unknown",
        level: "quiet",
        values: { type: event.event },
      });
      return;
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
