import { diffLines, diffWordsWithSpace } from "diff";

export interface Piece {
  kind: "same" | "added" | "removed";
  text: string;
}

export type DiffBlock = { kind: "text"; pieces: Piece[] } | { kind: "gap"; lines: number };

/** Lines of unchanged text that stay visible beside a change. */
const CONTEXT = 2;
/** Below this part of common text two passages are shown one after the other, not woven. */
const LIKENESS = 0.35;
/** A comparison that would take longer is shown as one passage for the other. */
const PATIENCE_MS = 400;

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Neighbouring changed words are one change: a space between them is no news. */
function joinNeighbours(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  let gone = "";
  let come = "";
  const settle = () => {
    if (gone) joined.push({ kind: "removed", text: gone });
    if (come) joined.push({ kind: "added", text: come });
    gone = "";
    come = "";
  };
  pieces.forEach(({ kind, text }, index) => {
    const bridge = kind === "same" && /^[^\S\n]+$/.test(text) && index < pieces.length - 1;
    if (kind === "same" && !(bridge && gone && come && pieces[index + 1]?.kind !== "same")) {
      settle();
      joined.push({ kind, text });
      return;
    }
    if (kind !== "added") gone += text;
    if (kind !== "removed") come += text;
  });
  settle();
  return joined;
}

function weave(before: string, after: string): Piece[] {
  const apart: Piece[] = [
    { kind: "removed", text: before },
    { kind: "added", text: after },
  ];
  const parts = diffWordsWithSpace(before, after, { timeout: PATIENCE_MS });
  if (!parts) return apart;
  const pieces = parts.map(
    ({ added, removed, value }): Piece => ({
      kind: added ? "added" : removed ? "removed" : "same",
      text: value,
    }),
  );
  const common = pieces
    .filter(({ kind }) => kind === "same")
    .reduce((sum, { text }) => sum + text.trim().length, 0);
  const whole = Math.max(1, Math.min(before.trim().length, after.trim().length));
  return common / whole < LIKENESS ? apart : joinNeighbours(pieces);
}

function context(text: string, first: boolean, last: boolean): DiffBlock[] {
  const lines = linesOf(text);
  const head = first ? 0 : CONTEXT;
  const tail = last ? 0 : CONTEXT;
  const hidden = lines.length - head - tail;
  const show = (some: string[]): DiffBlock[] =>
    some.length > 0 ? [{ kind: "text", pieces: [{ kind: "same", text: some.join("") }] }] : [];
  if (hidden < 2) return show(lines);
  return [
    ...show(lines.slice(0, head)),
    { kind: "gap", lines: hidden },
    ...show(lines.slice(lines.length - tail)),
  ];
}

/** Two versions of a text as one that can be read: changed words woven in, long silence folded. */
export function compareTexts(before: string, after: string): DiffBlock[] {
  const parts = diffLines(before, after, { timeout: PATIENCE_MS });
  if (!parts) return [{ kind: "text", pieces: weave(before, after) }];
  const blocks: DiffBlock[] = [];
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index];
    if (!part) continue;
    const next = parts[index + 1];
    if (part.removed && next?.added) {
      blocks.push({ kind: "text", pieces: weave(part.value, next.value) });
      index += 1;
    } else if (part.added || part.removed) {
      const kind = part.added ? "added" : "removed";
      blocks.push({ kind: "text", pieces: [{ kind, text: part.value }] });
    } else {
      blocks.push(...context(part.value, index === 0, index === parts.length - 1));
    }
  }
  return blocks;
}
