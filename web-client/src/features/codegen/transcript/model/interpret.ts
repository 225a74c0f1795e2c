import { asArray, asNumber, asObject, asString, firstLine, isObject, type Json } from "@/lib/json";
import type { LineMeaning, Meaning } from "./meaning";
import type { NoticeCode, NoticeLevel } from "./rows";

const NOTHING: Meaning = { is: "nothing" };

function notice(
  code: NoticeCode,
  level: NoticeLevel,
  values: Record<string, string | number | null> = {},
): Meaning {
  const known = Object.entries(values).filter(
    (entry): entry is [string, string | number] => entry[1] !== null && entry[1] !== "",
  );
  return { is: "notice", code, level, values: Object.fromEntries(known) };
}

const short = (value: unknown) => firstLine(asString(value) ?? "", 240);

function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  return asArray(content)
    .map((block) => asString(asObject(block).text) ?? "")
    .filter(Boolean)
    .join("\n");
}

function assistant(line: Json): Meaning[] {
  const apiError = line.is_api_error_message === true;
  return asArray(asObject(line.message).content).map((entry, part): Meaning => {
    const block = asObject(entry);
    switch (block.type) {
      case "text":
        return { is: "text", part, text: asString(block.text) ?? "", apiError };
      case "thinking":
        return {
          is: "thinking",
          part,
          text: asString(block.thinking) ?? "",
          durationMs: asNumber(line.thinking_duration_ms),
        };
      case "redacted_thinking":
        return { is: "thinking", part, text: "", durationMs: null };
      case "tool_use":
        return {
          is: "call",
          part,
          id: asString(block.id) ?? "",
          name: asString(block.name) ?? "?",
          input: asObject(block.input),
        };
      default:
        return notice("unknown", "quiet", { type: asString(block.type) ?? "assistant" });
    }
  });
}

function user(line: Json): Meaning[] {
  const content = asObject(line.message).content;
  if (typeof content === "string") return [notice("nudge", "quiet", { text: short(content) })];
  return asArray(content).map((entry, part): Meaning => {
    const block = asObject(entry);
    if (block.type === "tool_result") {
      return {
        is: "answer",
        part,
        id: asString(block.tool_use_id) ?? "",
        failed: block.is_error === true,
        text: textOf(block.content),
        detail: line.tool_use_result,
      };
    }
    if (block.type === "text") return notice("nudge", "quiet", { text: short(block.text) });
    return notice("unknown", "quiet", { type: asString(block.type) ?? "user" });
  });
}

function result(line: Json): Meaning {
  const subtype = asString(line.subtype) ?? "";
  const ok = subtype === "success" && line.is_error !== true;
  const errors = asArray(line.errors).filter((entry) => typeof entry === "string");
  return {
    is: "result",
    ok,
    subtype,
    turns: asNumber(line.num_turns) ?? 0,
    costUsd: asNumber(line.total_cost_usd) ?? 0,
    durationMs: asNumber(line.duration_ms) ?? 0,
    message: ok ? "" : short(errors.join("; ") || line.result),
  };
}

function hook(line: Json): Meaning {
  const code = asNumber(line.exit_code);
  const failed = (code !== null && code !== 0) || line.outcome === "error";
  return notice("hook", failed ? "warning" : "quiet", {
    name: asString(line.hook_name),
    code,
  });
}

const SYSTEM: Record<string, (line: Json) => Meaning> = {
  init: (line) => ({
    is: "session",
    cwd: asString(line.cwd),
    model: asString(line.model),
    version: asString(line.claude_code_version),
  }),
  thinking_tokens: (line) => ({
    is: "thinking-tokens",
    tokens: asNumber(line.estimated_tokens) ?? 0,
  }),
  api_retry: (line) =>
    notice("api-retry", "warning", {
      attempt: asNumber(line.attempt),
      max: asNumber(line.max_retries),
      seconds: Math.round((asNumber(line.retry_delay_ms) ?? 0) / 100) / 10,
      error: asString(line.error) ?? String(asNumber(line.error_status) ?? ""),
    }),
  permission_denied: (line) => ({
    is: "denied",
    toolId: asString(line.tool_use_id) ?? "",
    tool: asString(line.tool_name) ?? "?",
    reason: short(line.decision_reason ?? line.message),
  }),
  status: (line) => (line.status === "compacting" ? notice("compacting", "info") : NOTHING),
  compact_boundary: (line) => {
    const data = asObject(line.compact_metadata);
    return notice("compacted", "info", {
      before: asNumber(data.pre_tokens) ?? 0,
      after: asNumber(data.post_tokens) ?? 0,
    });
  },
  model_fallback: (line) =>
    notice("model-fallback", "warning", {
      from: asString(line.original_model) ?? "?",
      to: asString(line.fallback_model) ?? "?",
    }),
  hook_started: () => NOTHING,
  hook_progress: () => NOTHING,
  hook_response: hook,
  task_started: () => NOTHING,
  task_progress: () => NOTHING,
  task_updated: () => NOTHING,
  background_tasks_changed: () => NOTHING,
  ui_invalidate: () => NOTHING,
  task_notification: (line) =>
    notice("background-task", "quiet", {
      status: asString(line.status) ?? "?",
      text: short(line.summary),
    }),
  informational: (line) => notice("info", "info", { text: short(line.content) }),
  notification: (line) => notice("info", "info", { text: short(line.content ?? line.text) }),
  model_refusal_no_fallback: (line) => notice("info", "warning", { text: short(line.content) }),
};

function rateLimit(line: Json): Meaning {
  const info = asObject(line.rate_limit_info);
  const status = asString(info.status) ?? "?";
  return notice("rate-limit", status === "rejected" ? "error" : "warning", {
    status,
    percent: Math.round((asNumber(info.utilization) ?? 0) * 100),
    resetsAt: asNumber(info.resetsAt),
  });
}

function meaningsOf(line: Json): Meaning[] {
  switch (line.type) {
    case "assistant":
      return assistant(line);
    case "user":
      return user(line);
    case "result":
      return [result(line)];
    case "system": {
      const subtype = asString(line.subtype) ?? "?";
      const read = Object.hasOwn(SYSTEM, subtype) ? SYSTEM[subtype] : undefined;
      return [read ? read(line) : notice("unknown", "quiet", { type: `system/${subtype}` })];
    }
    case "tool_progress":
      // The id of a heartbeat is not the id of a call; the call is its parent.
      return [
        {
          is: "heartbeat",
          toolId: asString(line.parent_tool_use_id) ?? "",
          seconds: asNumber(line.elapsed_time_seconds) ?? 0,
        },
      ];
    case "rate_limit_event":
      return [rateLimit(line)];
    case "conversation_reset":
      return [notice("reset", "info")];
    case "stream_event":
    case "keep_alive":
    case "command_lifecycle":
    case "control_request":
    case "control_response":
      return [NOTHING];
    default:
      return [notice("unknown", "quiet", { type: asString(line.type) ?? "?" })];
  }
}

/** Reads one line of the agent. Never throws: what it does not know it reports as unknown. */
export function interpret(line: unknown): LineMeaning {
  if (!isObject(line)) return { parent: null, at: null, meanings: [] };
  return {
    parent: line.type === "tool_progress" ? null : asString(line.parent_tool_use_id),
    at: asString(line.timestamp),
    meanings: meaningsOf(line),
  };
}
