import type { Block, Row, ToolRow } from "./rows";
import type { OpenCall, TranscriptState } from "./state";

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A state under construction: its lists are copies, made once per batch of events. */
export interface Draft extends Mutable<Omit<TranscriptState, "rows" | "blocks" | "openCalls">> {
  rows: Row[];
  blocks: Block[];
  openCalls: Map<string, OpenCall>;
}

export function startDraft(state: TranscriptState): Draft {
  return {
    ...state,
    rows: state.rows.slice(),
    blocks: state.blocks.slice(),
    openCalls: new Map(state.openCalls),
  };
}

export function append(draft: Draft, row: Row): void {
  const index = draft.rows.push(row) - 1;
  const last = draft.blocks.length - 1;
  const block = draft.blocks[last];
  if (row.kind === "tool" && block?.tools && block.parent === row.parent) {
    draft.blocks[last] = { ...block, count: block.count + 1 };
    return;
  }
  draft.blocks.push({
    first: index,
    count: 1,
    tools: row.kind === "tool",
    parent: row.parent,
  });
}

export function replaceTool(draft: Draft, index: number, change: Partial<ToolRow>): void {
  const row = draft.rows[index];
  if (row?.kind !== "tool") return;
  draft.rows[index] = { ...row, ...change };
  touchBlock(draft, index);
}

/** A changed row makes its block a new object, so that only this block is drawn again. */
function touchBlock(draft: Draft, rowIndex: number): void {
  let low = 0;
  let high = draft.blocks.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const block = draft.blocks[middle];
    if (!block) return;
    if (rowIndex < block.first) high = middle - 1;
    else if (rowIndex >= block.first + block.count) low = middle + 1;
    else {
      draft.blocks[middle] = { ...block };
      return;
    }
  }
}

/** Nothing answers a call any more once its attempt is over. */
export function interruptOpenCalls(draft: Draft): void {
  for (const call of draft.openCalls.values()) {
    replaceTool(draft, call.row, { status: "interrupted" });
  }
  draft.openCalls.clear();
}
