import { asArray, asNumber, asObject, asString, type Json } from "@/lib/json";
import { type PatchHunk, readHunks } from "./tools";

/** The text of a text or thinking block. */
export function blockText(line: Json | null, part: number): string {
  const block = asObject(asArray(asObject(line?.message).content)[part]);
  return asString(block.text) ?? asString(block.thinking) ?? "";
}

export function callInput(line: Json | null, part: number): Json {
  return asObject(asObject(asArray(asObject(line?.message).content)[part]).input);
}

export interface Answer {
  text: string;
  failed: boolean;
  detail: unknown;
}

/** The answer to a call inside the line that carries it. */
export function readAnswer(line: Json | null, toolId: string): Answer | null {
  for (const entry of asArray(asObject(line?.message).content)) {
    const block = asObject(entry);
    if (block.type !== "tool_result" || block.tool_use_id !== toolId) continue;
    const content = block.content;
    const text =
      typeof content === "string"
        ? content
        : asArray(content)
            .map((part) => asString(asObject(part).text) ?? "")
            .filter(Boolean)
            .join("\n");
    return {
      text: text.replace(/^<tool_use_error>(?:Error: )?([\s\S]*)<\/tool_use_error>$/, "$1"),
      failed: block.is_error === true,
      detail: line?.tool_use_result,
    };
  }
  return null;
}

/** What Read returned, without the line numbers that the agent sees. */
export function readFileText(answer: Answer): { text: string; firstLine: number } {
  const file = asObject(asObject(answer.detail).file);
  const content = asString(file.content);
  if (content !== null) return { text: content, firstLine: asNumber(file.startLine) ?? 1 };
  const first = /^\s*(\d+)\t/.exec(answer.text);
  return {
    text: answer.text.replace(/^\s*\d+\t/gm, ""),
    firstLine: first ? Number(first[1]) : 1,
  };
}

function splitLines(text: string): string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}

/** The hunks of an edit: the agent's own patch, or the two strings where there is none. */
export function editHunks(input: Json, detail: unknown): PatchHunk[] {
  const hunks = readHunks(detail);
  if (hunks.length > 0) return hunks;
  const edits = Array.isArray(input.edits) ? input.edits.map(asObject) : [input];
  return edits.map((edit) => ({
    oldStart: 1,
    newStart: 1,
    lines: [
      ...splitLines(asString(edit.old_string) ?? "").map((line) => `-${line}`),
      ...splitLines(asString(edit.new_string) ?? "").map((line) => `+${line}`),
    ],
  }));
}

export function bashOutput(answer: Answer): string {
  const { stdout, stderr } = asObject(answer.detail);
  const both = [asString(stdout), asString(stderr)].filter(Boolean).join("\n");
  return both || answer.text;
}
