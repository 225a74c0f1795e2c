import type { Json } from "@/lib/json";
import type { Block, Row, Todo } from "./rows";

/** A call whose answer has not come yet. */
export interface OpenCall {
  row: number;
  /** Kept only for tools whose input is needed again when the answer comes. */
  input: Json | null;
}

interface Progress {
  filesChanged: number;
  currentAction: string;
  turns: number;
  costUsd: number;
  elapsedMs: number;
}

export interface TranscriptState {
  lastSequence: number;
  rows: readonly Row[];
  blocks: readonly Block[];
  openCalls: ReadonlyMap<string, OpenCall>;
  todos: readonly Todo[];
  attempt: number;
  status: string | null;
  step: string | null;
  /** The words of this step and of the one before it: a late progress may still repeat the latter. */
  stepWords: string;
  passedWords: string;
  progress: Progress | null;
  model: string | null;
  cwd: string | null;
  cliVersion: string | null;
  /** Estimated tokens of the thought that is under way, 0 when none is. */
  thinkingTokens: number;
  finished: boolean;
}

export const emptyTranscript: TranscriptState = {
  lastSequence: 0,
  rows: [],
  blocks: [],
  openCalls: new Map(),
  todos: [],
  attempt: 0,
  status: null,
  step: null,
  stepWords: "",
  passedWords: "",
  progress: null,
  model: null,
  cwd: null,
  cliVersion: null,
  thinkingTokens: 0,
  finished: false,
};
