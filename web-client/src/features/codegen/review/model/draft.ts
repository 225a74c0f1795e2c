import type { StoredDraft } from "@/api/reviews";
import type { Finding, Reviews, Side, Verdict } from "@/api/types";

export interface DraftEntry {
  id: string;
  path: string;
  side: Side;
  line: number;
  endLine: number;
  body: string;
  findingId: string | null;
  /** The text before it was opened for editing; null for one that is new. */
  before: string | null;
}

/** What somebody is going to say, before it is one round. */
export interface DraftState {
  entries: readonly DraftEntry[];
  editing: string | null;
  comment: string;
  verdict: Verdict | null;
  made: number;
}

type Lines = Pick<DraftEntry, "path" | "side" | "line" | "endLine">;

type EntryAction =
  | { type: "write"; id: string; body: string }
  | { type: "keep"; id: string }
  | { type: "cancel"; id: string }
  | { type: "open"; id: string }
  | { type: "remove"; id: string };

interface AddAction {
  type: "add";
  at: Lines;
  body?: string;
  findingId?: string;
}

export type DraftAction =
  | AddAction
  | EntryAction
  | { type: "comment"; comment: string }
  | { type: "verdict"; verdict: Verdict | null }
  | { type: "clear" };

export const EMPTY_DRAFT: DraftState = {
  entries: [],
  editing: null,
  comment: "",
  verdict: null,
  made: 0,
};

export function fromDraft(draft: Reviews["draft"]): DraftState {
  if (!draft) return EMPTY_DRAFT;
  const entries = draft.lineComments.map(
    ({ path, side, line, endLine, body, findingId }, index): DraftEntry => ({
      id: `d${index}`,
      path,
      side,
      line,
      endLine: endLine ?? line,
      body,
      findingId: findingId ?? null,
      before: body,
    }),
  );
  return {
    entries,
    editing: null,
    comment: draft.comment ?? "",
    verdict: draft.verdict ?? null,
    made: entries.length,
  };
}

const isAt = (at: Lines) => (entry: DraftEntry) =>
  entry.path === at.path &&
  entry.side === at.side &&
  entry.line === at.line &&
  entry.endLine === at.endLine;

function add(state: DraftState, action: AddAction): DraftState {
  const { at, body, findingId = null } = action;
  // Asking twice for the same lines leads to the text that is begun already.
  const begun = findingId === null && state.entries.find(isAt(at));
  if (begun) return change({ ...state, editing: begun.id }, begun.id, { before: begun.body });
  const id = `d${state.made}`;
  const entry: DraftEntry = { ...at, id, body: body ?? "", findingId, before: body ?? null };
  return {
    ...dropEmpty(state),
    entries: [...dropEmpty(state).entries, entry],
    editing: body === undefined ? id : state.editing,
    made: state.made + 1,
  };
}

/** A comment that was opened and never written is no comment. */
function dropEmpty(state: DraftState): DraftState {
  const entries = state.entries.filter(({ id, body }) => id !== state.editing || body.trim());
  if (entries.length === state.entries.length) return state;
  return { ...state, entries, editing: null };
}

function change(state: DraftState, id: string, fields: Partial<DraftEntry>): DraftState {
  const entries = state.entries.map((entry) => (entry.id === id ? { ...entry, ...fields } : entry));
  return { ...state, entries };
}

function remove(state: DraftState, id: string): DraftState {
  return {
    ...state,
    entries: state.entries.filter((entry) => entry.id !== id),
    editing: state.editing === id ? null : state.editing,
  };
}

function changeEntry(state: DraftState, entry: DraftEntry, action: EntryAction): DraftState {
  switch (action.type) {
    case "write":
      return change(state, entry.id, { body: action.body });
    case "open":
      return change({ ...state, editing: entry.id }, entry.id, { before: entry.body });
    case "keep":
      if (!entry.body.trim()) return remove(state, entry.id);
      return change({ ...state, editing: null }, entry.id, { before: entry.body });
    case "cancel":
      if (entry.before === null) return remove(state, entry.id);
      return change({ ...state, editing: null }, entry.id, { body: entry.before });
    case "remove":
      return remove(state, entry.id);
  }
}

export function reduceDraft(state: DraftState, action: DraftAction): DraftState {
  if (action.type === "add") return add(state, action);
  if (action.type === "comment") return { ...state, comment: action.comment };
  if (action.type === "verdict") return { ...state, verdict: action.verdict };
  if (action.type === "clear") return { ...EMPTY_DRAFT, made: state.made };
  const entry = state.entries.find(({ id }) => id === action.id);
  return entry ? changeEntry(state, entry, action) : state;
}

function lineCommentsOf(state: DraftState): StoredDraft["lineComments"] {
  return state.entries
    .filter(({ body }) => body.trim())
    .map(({ path, side, line, endLine, body, findingId }) => ({
      path,
      side,
      line,
      endLine,
      body: body.trim(),
      ...(findingId && { findingId }),
    }));
}

/** As the server keeps it; null when there is nothing to keep. */
export function toSaved(state: DraftState): StoredDraft | null {
  const lineComments = lineCommentsOf(state);
  const comment = state.comment.trim();
  if (lineComments.length === 0 && !comment && !state.verdict) return null;
  return {
    ...(state.verdict && { verdict: state.verdict }),
    ...(comment && { comment }),
    lineComments,
  };
}

export function toSubmitted(state: DraftState, verdict: Verdict) {
  const comment = state.comment.trim();
  return { verdict, ...(comment && { comment }), lineComments: lineCommentsOf(state) };
}

export function pendingCount(state: DraftState): number {
  return state.entries.filter(({ body }) => body.trim()).length;
}

/** Sending work back without a word leaves the agent nothing to go by. */
export function lacksWords(state: DraftState, verdict: Verdict): boolean {
  return verdict === "NEEDS_REVISION" && pendingCount(state) === 0 && !state.comment.trim();
}

/** An AI finding in the words of who takes it over. */
export function wordsOfFinding({ description, suggestion }: Finding): string {
  return suggestion ? `${description}\n\n${suggestion}` : description;
}

export function acceptedFindings(state: DraftState): Set<string> {
  return new Set(state.entries.flatMap(({ findingId }) => (findingId ? [findingId] : [])));
}
