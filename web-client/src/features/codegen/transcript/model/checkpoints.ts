import type { FeedEvent } from "@/api/feed";
import { reduceFeed } from "./reduce";
import { emptyTranscript, type TranscriptState } from "./state";

/** The spacing grows with the run, so that a long one keeps no more pictures than this. */
const MOST = 64;
const SPACING = 250;

/** The pictures of a run at places along the way: any other is a few hundred events from one. */
export interface Checkpoints {
  /** Up to where the run is folded. */
  reach: () => number;
  /** Folds on to there; the events must be there. */
  extend: (upTo: number) => void;
  /** The nearest picture at or before this event. */
  before: (sequence: number) => TranscriptState;
}

export function createCheckpoints(
  between: (first: number, last: number) => readonly FeedEvent[],
): Checkpoints {
  let spacing = SPACING;
  let marks: TranscriptState[] = [emptyTranscript];
  let head = emptyTranscript;

  const keep = () => {
    marks.push(head);
    if (marks.length <= MOST) return;
    marks = marks.filter((_, index) => index % 2 === 0);
    spacing *= 2;
  };

  return {
    reach: () => head.lastSequence,
    extend: (upTo) => {
      while (head.lastSequence < upTo) {
        const from = head.lastSequence;
        const next = Math.min((Math.floor(from / spacing) + 1) * spacing, upTo);
        head = reduceFeed(head, between(from + 1, next));
        if (next % spacing === 0) keep();
      }
    },
    before: (sequence) => {
      if (sequence >= head.lastSequence) return head;
      return marks[Math.min(Math.floor(sequence / spacing), marks.length - 1)] ?? emptyTranscript;
    },
  };
}
