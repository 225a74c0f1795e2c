import { asArray, asObject, asString, firstLine, type Json } from "@/lib/json";

/** A path as a reader of the repository knows it: without the directory of the run. */
export function relativePath(path: string, cwd: string | null): string {
  if (!cwd || !path.startsWith(cwd)) return path;
  return path.slice(cwd.length).replace(/^\//, "") || ".";
}

const MAIN_INPUT = [
  "file_path",
  "notebook_path",
  "path",
  "command",
  "pattern",
  "query",
  "url",
  "description",
  "subject",
  "prompt",
];

/** The one thing that tells this call from its neighbours, in one line. */
export function toolTitle(name: string, input: Json, cwd: string | null): string {
  switch (name) {
    case "Read":
    case "Write":
    case "Edit":
    case "MultiEdit":
    case "NotebookEdit":
      return relativePath(asString(input.file_path ?? input.notebook_path) ?? "", cwd);
    case "Grep": {
      const where = asString(input.path) ?? asString(input.glob);
      const pattern = firstLine(asString(input.pattern) ?? "");
      return where ? `${pattern} · ${relativePath(where, cwd)}` : pattern;
    }
    case "TaskUpdate": {
      const status = asString(input.status);
      return `#${asString(input.taskId) ?? "?"}${status ? ` → ${status}` : ""}`;
    }
    case "TodoWrite":
      return String(asArray(input.todos).length);
    default: {
      const key = MAIN_INPUT.find((candidate) => typeof input[candidate] === "string");
      return key ? firstLine(asString(input[key]) ?? "") : "";
    }
  }
}

export interface PatchHunk {
  oldStart: number;
  newStart: number;
  lines: string[];
}

export function readHunks(detail: unknown): PatchHunk[] {
  return asArray(asObject(detail).structuredPatch).map((entry) => {
    const hunk = asObject(entry);
    return {
      oldStart: Number(hunk.oldStart) || 1,
      newStart: Number(hunk.newStart) || 1,
      lines: asArray(hunk.lines).filter((line) => typeof line === "string"),
    };
  });
}

function countLines(text: string): number {
  if (text === "") return 0;
  return text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
}

export function countChanges(name: string, detail: unknown): { added: number; removed: number } {
  const counts = { added: 0, removed: 0 };
  if (name !== "Edit" && name !== "MultiEdit" && name !== "Write") return counts;
  for (const hunk of readHunks(detail)) {
    for (const line of hunk.lines) {
      if (line.startsWith("+")) counts.added += 1;
      if (line.startsWith("-")) counts.removed += 1;
    }
  }
  const { type, content } = asObject(detail);
  if (name === "Write" && type === "create") counts.added = countLines(asString(content) ?? "");
  return counts;
}
