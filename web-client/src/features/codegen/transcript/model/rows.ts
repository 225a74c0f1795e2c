/**
 * What a transcript shows. A row is small on purpose: it names the event it comes from, and the
 * view reads the rest from the log when the row is on the screen or opened.
 */
interface RowBase {
  /** The event that the row stands for. */
  sequence: number;
  /** Which content block of that line. */
  part: number;
  at: string | null;
  /** The call that started the sub-agent which said this, or null for the main agent. */
  parent: string | null;
  truncated: boolean;
}

export type ToolStatus = "running" | "ok" | "error" | "denied" | "interrupted";

export interface ToolRow extends RowBase {
  kind: "tool";
  toolId: string;
  name: string;
  title: string;
  status: ToolStatus;
  resultSequence: number | null;
  resultAt: string | null;
  resultTruncated: boolean;
  added: number;
  removed: number;
  /** Of a tool that is still running, as the agent's heartbeat reports it. */
  elapsedSeconds: number;
}

export interface TextRow extends RowBase {
  kind: "text";
  preview: string;
  apiError: boolean;
}

export interface ThinkingRow extends RowBase {
  kind: "thinking";
  preview: string;
  durationMs: number | null;
}

export type NoticeCode =
  | "session"
  | "api-retry"
  | "permission-denied"
  | "rate-limit"
  | "compacting"
  | "compacted"
  | "hook"
  | "model-fallback"
  | "background-task"
  | "nudge"
  | "info"
  | "reset"
  | "unknown";

export type NoticeLevel = "quiet" | "info" | "warning" | "error";

export interface NoticeRow extends RowBase {
  kind: "notice";
  code: NoticeCode;
  level: NoticeLevel;
  values: Record<string, string | number>;
}

export interface PhaseRow extends RowBase {
  kind: "phase";
  status: string;
  step: string;
  message: string;
}

export interface AttemptRow extends RowBase {
  kind: "attempt";
  attempt: number;
}

export interface ErrorRow extends RowBase {
  kind: "error";
  code: string;
  phase: string;
  message: string;
}

export interface ResultRow extends RowBase {
  kind: "result";
  ok: boolean;
  subtype: string;
  turns: number;
  costUsd: number;
  durationMs: number;
  message: string;
}

export interface RawRow extends RowBase {
  kind: "raw";
  preview: string;
}

export type Row =
  | ToolRow
  | TextRow
  | ThinkingRow
  | NoticeRow
  | PhaseRow
  | AttemptRow
  | ErrorRow
  | ResultRow
  | RawRow;

/** Neighbouring tool calls of one agent form one block; every other row is a block of its own. */
export interface Block {
  first: number;
  count: number;
  tools: boolean;
  parent: string | null;
}

export interface Todo {
  id: string;
  subject: string;
  activeForm: string | null;
  status: "pending" | "in_progress" | "completed";
}
