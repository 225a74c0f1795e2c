import { useDeferredValue, useMemo, useState } from "react";
import type { TranscriptLog } from "./model/log";
import type { Block, Row } from "./model/rows";

export interface TranscriptSearch {
  query: string;
  setQuery: (query: string) => void;
  hits: readonly number[];
  position: number;
  current: number | null;
  step: (direction: 1 | -1) => void;
}

function blocksWith(found: Set<number>, blocks: readonly Block[], rows: readonly Row[]): number[] {
  if (found.size === 0) return [];
  return blocks.flatMap((block, index) => {
    const own = rows.slice(block.first, block.first + block.count);
    const hit = own.some(
      (row) =>
        found.has(row.sequence) ||
        (row.kind === "tool" && row.resultSequence !== null && found.has(row.resultSequence)),
    );
    return hit ? [index] : [];
  });
}

/** Finds words anywhere in the run, also in what is folded, and steps through the places. */
export function useSearch(log: TranscriptLog, onJump: (block: number) => void): TranscriptSearch {
  const [query, setQueryText] = useState("");
  const [position, setPosition] = useState(0);
  const deferred = useDeferredValue(query);
  const hits = useMemo(() => {
    const { blocks, rows } = log.state();
    return blocksWith(log.find(deferred), blocks, rows);
  }, [log, deferred]);

  const setQuery = (next: string) => {
    setQueryText(next);
    setPosition(0);
  };
  const step = (direction: 1 | -1) => {
    if (hits.length === 0) return;
    const next = position === 0 ? (direction === 1 ? 1 : hits.length) : position + direction;
    const wrapped = ((next - 1 + hits.length) % hits.length) + 1;
    setPosition(wrapped);
    const block = hits[wrapped - 1];
    if (block !== undefined) onJump(block);
  };
  const current = position > 0 ? (hits[position - 1] ?? null) : null;
  return { query, setQuery, hits, position, current, step };
}
