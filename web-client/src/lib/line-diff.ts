import { structuredPatch } from "diff";

interface Hunk {
  oldStart: number;
  newStart: number;
  lines: string[];
}

const CONTEXT = 3;
const PATIENCE_MS = 300;

/** What is different between two texts, line by line; null where that would take too long to find out. */
export function hunksBetween(before: string, after: string): Hunk[] | null {
  const patch = structuredPatch("", "", before, after, "", "", {
    context: CONTEXT,
    timeout: PATIENCE_MS,
  });
  if (!patch) return null;
  return patch.hunks.map(({ oldStart, newStart, lines }) => ({
    oldStart,
    newStart,
    lines: lines.filter((line) => !line.startsWith("\\")),
  }));
}
