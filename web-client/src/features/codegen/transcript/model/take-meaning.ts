import { firstLine, preview } from "@/lib/json";
import { append, type Draft, replaceTool } from "./draft";
import type { Meaning } from "./meaning";
import { applyTodoTool } from "./todos";
import { countChanges, toolTitle } from "./tools";

const REMEMBERED = new Set(["TaskCreate", "TaskUpdate", "TodoWrite"]);
export const PREVIEW = 160;

/** Where in the run something was said. */
export interface Place {
  sequence: number;
  at: string | null;
  parent: string | null;
  truncated: boolean;
}

export const at = (place: Place, part = 0) => ({
  sequence: place.sequence,
  part,
  at: place.at,
  parent: place.parent,
  truncated: place.truncated,
});

export function takeAnswer(draft: Draft, place: Place, answer: Meaning & { is: "answer" }): void {
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

/** Puts one meaning of a line into the picture. */
export function takeMeaning(draft: Draft, place: Place, meaning: Meaning): void {
  if (meaning.is !== "thinking-tokens" && meaning.is !== "nothing") draft.thinkingTokens = 0;
  switch (meaning.is) {
    case "text":
      if (meaning.text.trim() === "") return;
      append(draft, {
        ...at(place, meaning.part),
        kind: "text",
        preview: firstLine(meaning.text, PREVIEW),
        apiError: meaning.apiError,
      });
      return;
    case "thinking":
      append(draft, {
        ...at(place, meaning.part),
        kind: "thinking",
        preview: firstLine(meaning.text, PREVIEW),
        durationMs: meaning.durationMs,
      });
      return;
    case "call":
      takeCall(draft, place, meaning);
      return;
    case "answer":
      takeAnswer(draft, place, meaning);
      return;
    case "denied":
      takeDenied(draft, place, meaning);
      return;
    case "heartbeat": {
      const call = draft.openCalls.get(meaning.toolId);
      if (call) replaceTool(draft, call.row, { elapsedSeconds: meaning.seconds });
      return;
    }
    case "session":
      takeSession(draft, place, meaning);
      return;
    case "thinking-tokens":
      draft.thinkingTokens = meaning.tokens;
      return;
    case "notice": {
      const { code, level, values } = meaning;
      append(draft, { ...at(place), kind: "notice", code, level, values });
      return;
    }
    case "result": {
      const { is: _, ...figures } = meaning;
      append(draft, { ...at(place), kind: "result", ...figures });
      return;
    }
    case "nothing":
      return;
  }
}
