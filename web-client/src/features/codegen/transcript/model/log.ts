import type { FeedEvent } from "@/api/feed";
import { asObject, type Json, parseJson } from "@/lib/json";
import { reduceFeed } from "./reduce";
import { emptyTranscript, type TranscriptState } from "./state";

interface LoggedEvent {
  sequence: number;
  event: string;
  at: string | null;
  data: string;
}

/**
 * One run as the browser holds it: the events once, as text, and the small picture made of them.
 * What a row needs beyond the picture is parsed from its event when it is drawn.
 */
export interface TranscriptLog {
  state: () => TranscriptState;
  subscribe: (notify: () => void) => () => void;
  ingest: (events: readonly FeedEvent[]) => void;
  event: (sequence: number) => LoggedEvent | null;
  /** The agent's line of an event as JSON, or null where the event is none. */
  line: (sequence: number) => Json | null;
  /** The sequences of the agent's lines, for the raw view. */
  outputs: () => readonly number[];
  find: (query: string) => Set<number>;
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** The events that hold these words. */
export function linesWith(query: string, events: readonly LoggedEvent[]): Set<number> {
  const found = new Set<number>();
  const text = query.trim();
  if (text === "") return found;
  // The log holds JSON text, so the words are looked for as JSON writes them.
  const pattern = new RegExp(escapePattern(JSON.stringify(text).slice(1, -1)), "i");
  for (const logged of events) {
    if (logged.event !== "progress" && pattern.test(logged.data)) found.add(logged.sequence);
  }
  return found;
}

export function createTranscriptLog(): TranscriptLog {
  const events: LoggedEvent[] = [];
  let outputs: number[] = [];
  let state = emptyTranscript;
  const listeners = new Set<() => void>();

  // Sequences have no gap, so an event's place follows from its number.
  const event = (sequence: number): LoggedEvent | null => {
    const first = events[0]?.sequence ?? 1;
    return events[sequence - first] ?? null;
  };

  return {
    state: () => state,
    event,
    subscribe: (notify) => {
      listeners.add(notify);
      return () => listeners.delete(notify);
    },
    ingest: (incoming) => {
      const known = state.lastSequence;
      const next = reduceFeed(state, incoming);
      if (next === state) return;
      const added: number[] = [];
      let last = known;
      for (const { sequence, event: name, at, data } of incoming) {
        if (sequence <= last) continue;
        last = sequence;
        events.push({ sequence, event: name, at, data });
        if (name === "output") added.push(sequence);
      }
      if (added.length > 0) outputs = outputs.concat(added);
      state = next;
      for (const notify of listeners) notify();
    },
    line: (sequence) => {
      const found = event(sequence);
      if (!found) return null;
      const { line } = asObject(parseJson(found.data));
      return line === null || line === undefined ? null : asObject(line);
    },
    outputs: () => outputs,
    find: (query) => linesWith(query, events),
  };
}
