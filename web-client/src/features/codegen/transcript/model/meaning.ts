import type { NoticeCode, NoticeLevel } from "./rows";

/** What one line of the agent says, before it is put into the picture of the whole run. */
export type Meaning =
  | { is: "text"; part: number; text: string; apiError: boolean }
  | { is: "thinking"; part: number; text: string; durationMs: number | null }
  | { is: "call"; part: number; id: string; name: string; input: Record<string, unknown> }
  | { is: "answer"; part: number; id: string; failed: boolean; text: string; detail: unknown }
  | { is: "denied"; toolId: string; tool: string; reason: string }
  | { is: "heartbeat"; toolId: string; seconds: number }
  | { is: "session"; cwd: string | null; model: string | null; version: string | null }
  | { is: "thinking-tokens"; tokens: number }
  | {
      is: "notice";
      code: NoticeCode;
      level: NoticeLevel;
      values: Record<string, string | number>;
    }
  | {
      is: "result";
      ok: boolean;
      subtype: string;
      turns: number;
      costUsd: number;
      durationMs: number;
      message: string;
    }
  | { is: "nothing" };

export interface LineMeaning {
  parent: string | null;
  at: string | null;
  meanings: Meaning[];
}
