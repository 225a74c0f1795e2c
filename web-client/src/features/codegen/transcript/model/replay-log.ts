import type { FeedEvent } from "@/api/feed";
import { asObject, parseJson } from "@/lib/json";
import { createCheckpoints } from "./checkpoints";
import { type Chronicle, createChronicle } from "./chronicle";
import { linesWith, type TranscriptLog } from "./log";
import { reduceFeed } from "./reduce";
import { countUpTo } from "./sorted";
import { emptyTranscript, type TranscriptState } from "./state";

/** As many events are read back for the picture of a place whose beginning is not here yet. */
const WINDOW = 2000;

/** A run that is read from any place on: pages come in any order, and the picture follows the playhead. */
export interface ReplayLog extends TranscriptLog {
  chronicle: Chronicle;
  /** Up to where everything is here without a gap. */
  reach: () => number;
  /** How many events are here. */
  size: () => number;
  has: (sequence: number) => boolean;
  /** When an event was recorded, or null where it is not here yet. */
  timeOf: (sequence: number) => number | null;
  /** Moves the playhead; false where the event is not here yet, and the picture stays. */
  seek: (sequence: number) => boolean;
  /** The first event in the picture: later than 1 while the beginning is still to come. */
  first: () => number;
}

interface Picture {
  first: number;
  state: TranscriptState;
}

export function createReplayLog(): ReplayLog {
  const events: (FeedEvent | undefined)[] = [];
  const times: (number | undefined)[] = [];
  const outputs: number[] = [];
  let size = 0;
  const listeners = new Set<() => void>();
  const chronicle = createChronicle();
  let picture: Picture = { first: 1, state: emptyTranscript };
  let shown: { upTo: number; outputs: readonly number[] } = { upTo: 0, outputs: [] };

  const event = (sequence: number) => events[sequence - 1] ?? null;
  const between = (first: number, last: number) =>
    events.slice(first - 1, last).filter((found) => found !== undefined);
  const checkpoints = createCheckpoints(between);
  const tell = () => {
    for (const notify of listeners) notify();
  };

  const takeInOrder = () => {
    let reach = chronicle.reach();
    for (let next = event(reach + 1); next; next = event(reach + 1)) {
      chronicle.take(next);
      reach += 1;
      if (next.event === "output") outputs.push(reach);
    }
    checkpoints.extend(reach);
  };

  /** Where the events begin that lead to this one without a gap, not too far back. */
  const windowFirst = (sequence: number): number => {
    let first = sequence;
    while (first > 1 && sequence - first < WINDOW && event(first - 1)) first -= 1;
    return first;
  };

  const pictureAt = (sequence: number): Picture => {
    const whole = sequence <= checkpoints.reach();
    const { state, first } = picture;
    const sameStart = whole
      ? first === 1
      : first > 1 && event(first) !== null && isJoined(first, sequence);
    const base = whole
      ? checkpoints.before(sequence)
      : { ...emptyTranscript, lastSequence: windowFirst(sequence) - 1 };
    const goOn =
      sameStart && state.lastSequence <= sequence && state.lastSequence >= base.lastSequence;
    const from = goOn ? state : base;
    return {
      first: goOn ? first : whole ? 1 : base.lastSequence + 1,
      state: reduceFeed(from, between(from.lastSequence + 1, sequence)),
    };
  };

  /** Whether what is shown leads to this event without a gap. */
  const isJoined = (first: number, sequence: number): boolean => {
    if (sequence - first > 2 * WINDOW) return false;
    for (let at = picture.state.lastSequence; at <= sequence; at += 1) if (!event(at)) return false;
    return true;
  };

  return {
    chronicle,
    state: () => picture.state,
    subscribe: (notify) => {
      listeners.add(notify);
      return () => listeners.delete(notify);
    },
    ingest: (incoming) => {
      for (const found of incoming) {
        if (found.sequence < 1 || event(found.sequence)) continue;
        events[found.sequence - 1] = found;
        size += 1;
        const at = Date.parse(found.at ?? "");
        if (!Number.isNaN(at)) times[found.sequence - 1] = at;
      }
      takeInOrder();
      const { lastSequence } = picture.state;
      // What was shown of the middle is exact as soon as its beginning is here.
      if (picture.first > 1 && lastSequence <= checkpoints.reach())
        picture = pictureAt(lastSequence);
      tell();
    },
    seek: (sequence) => {
      if (sequence > 0 && !event(sequence)) return false;
      picture = pictureAt(sequence);
      tell();
      return true;
    },
    first: () => picture.first,
    reach: () => chronicle.reach(),
    size: () => size,
    has: (sequence) => event(sequence) !== null,
    timeOf: (sequence) => times[sequence - 1] ?? null,
    event,
    line: (sequence) => {
      const { line } = asObject(parseJson(event(sequence)?.data ?? ""));
      return line === null || line === undefined ? null : asObject(line);
    },
    outputs: () => {
      const { first, state } = picture;
      const upTo = state.lastSequence;
      if (first > 1)
        return between(first, upTo).flatMap((it) => (it.event === "output" ? [it.sequence] : []));
      if (shown.upTo !== upTo)
        shown = { upTo, outputs: outputs.slice(0, countUpTo(outputs, upTo)) };
      return shown.outputs;
    },
    find: (query) => linesWith(query, between(picture.first, picture.state.lastSequence)),
  };
}
