import type { DiffFile } from "@/api/types";
import { asString } from "@/lib/json";
import { callInput, editHunks, readAnswer } from "./transcript/model/content";
import type { TranscriptLog } from "./transcript/model/log";
import type { ToolRow } from "./transcript/model/rows";
import type { TranscriptState } from "./transcript/model/state";
import type { PatchHunk } from "./transcript/model/tools";

const WRITING = new Set(["Write", "Edit", "MultiEdit", "NotebookEdit"]);

export interface TouchedFile {
  path: string;
  change: DiffFile["change"];
  additions: number;
  deletions: number;
}

const isEdit = (row: TranscriptState["rows"][number]): row is ToolRow =>
  row.kind === "tool" && row.status === "ok" && WRITING.has(row.name);

/** The files that the agent's own tools have written so far; what a command changed is not among them. */
export function touchedFiles(state: TranscriptState): TouchedFile[] {
  const files = new Map<string, TouchedFile>();
  for (const row of state.rows) {
    if (!isEdit(row)) continue;
    const known = files.get(row.title);
    const created = row.name === "Write" && row.removed === 0 && row.added > 0;
    files.set(row.title, {
      path: row.title,
      change: known?.change ?? (created ? "ADDED" : "MODIFIED"),
      additions: (known?.additions ?? 0) + row.added,
      deletions: (known?.deletions ?? 0) + row.removed,
    });
  }
  return [...files.values()].sort((a, b) => a.path.localeCompare(b.path));
}

export function editsOf(state: TranscriptState, path: string): ToolRow[] {
  return state.rows.filter(isEdit).filter((row) => row.title === path);
}

/** What the edits changed, each on its own, the latest first. */
export function hunksOfEdits(log: TranscriptLog, edits: readonly ToolRow[]): PatchHunk[] {
  return edits.toReversed().flatMap((row) => {
    const input = callInput(log.line(row.sequence), row.part);
    const answer =
      row.resultSequence === null ? null : readAnswer(log.line(row.resultSequence), row.toolId);
    const hunks = editHunks(input, answer?.detail);
    const content = asString(input.content);
    if (content === null || hunks.some(({ lines }) => lines.length > 0)) return hunks;
    const lines = content.replace(/\n$/, "").split("\n");
    return [{ oldStart: 1, newStart: 1, lines: lines.map((line) => `+${line}`) }];
  });
}
