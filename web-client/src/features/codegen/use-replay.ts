import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { readFeedPage } from "@/api/feed-page";
import { type ApiProblem, asProblem } from "@/api/problem";
import type { GenerationDetails } from "@/api/types";
import { type Clock, createClock } from "./replay/clock";
import { type Player, usePlayer } from "./replay/use-player";
import { createReplayLoader, type ReplayLoader } from "./replay-loader";
import type { Step } from "./transcript/model/chronicle";
import { createReplayLog, type ReplayLog } from "./transcript/model/replay-log";
import type { TranscriptState } from "./transcript/model/state";

export interface Replay {
  log: ReplayLog;
  /** The picture at the playhead, or the last one while the event there is on its way. */
  state: TranscriptState;
  sequence: number;
  last: number;
  clock: Clock;
  player: Player;
  shortened: boolean;
  setShortened: (shortened: boolean) => void;
  /** Whether the event at the playhead is still on its way. */
  waiting: boolean;
  problem: ApiProblem | null;
  retry: () => void;
  seek: (sequence: number) => void;
  step: (step: Step, direction: 1 | -1) => void;
  /** How often the reader has moved the playhead. */
  seeks: number;
}

/** A run with a playhead: whatever is shown follows from where that stands. */
export function useReplay(task: GenerationDetails, start: number): Replay {
  const taskId = task.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another task is another log
  const log = useMemo(() => createReplayLog(), [taskId]);
  const state = useSyncExternalStore(log.subscribe, log.state);
  const size = useSyncExternalStore(log.subscribe, log.size);
  // Of a run that goes on more may be here than the task has told.
  const last = Math.max(1, task.lastSequence, log.reach());
  const [sequence, setSequence] = useState(() => Math.max(1, Math.min(start, last)));
  const [seeks, setSeeks] = useState(0);
  const [shortened, shorten] = useState(true);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const wanted = useRef(sequence);
  const loader = useRef<ReplayLoader | null>(null);
  const end = useRef(last);
  end.current = last;

  useEffect(() => {
    const made = createReplayLoader({
      log,
      read: (after, signal) => readFeedPage(taskId, after, signal),
      onLoaded: () => {
        setProblem(null);
        if (log.state().lastSequence !== wanted.current) log.seek(wanted.current);
      },
      onProblem: (cause) => setProblem(asProblem(cause)),
    });
    loader.current = made;
    made.aim(wanted.current, end.current);
    return () => made.stop();
  }, [log, taskId]);

  useEffect(() => loader.current?.aim(wanted.current, last), [last]);

  const move = useCallback(
    (to: number) => {
      const next = Math.max(1, Math.min(Math.round(to), end.current));
      wanted.current = next;
      setSequence(next);
      if (!log.seek(next)) loader.current?.aim(next, end.current);
    },
    [log],
  );

  const { createdAt, finishedAt } = task;
  // biome-ignore lint/correctness/useExhaustiveDependencies: times come with the events
  const clock = useMemo(
    () =>
      createClock(
        {
          last,
          timeOf: log.timeOf,
          begin: Date.parse(createdAt),
          end: finishedAt ? Date.parse(finishedAt) : Date.now(),
        },
        shortened,
      ),
    [log, size, last, createdAt, finishedAt, shortened],
  );
  const player = usePlayer({ clock, sequence, has: log.has, onMove: move });

  const seek = useCallback(
    (to: number) => {
      player.rest();
      move(to);
      setSeeks((count) => count + 1);
    },
    [player.rest, move],
  );
  const { rest } = player;
  const setShortened = useCallback(
    (next: boolean) => {
      // A place on one clock is none on the other.
      rest();
      shorten(next);
    },
    [rest],
  );
  const step = (kind: Step, direction: 1 | -1) => {
    const { chronicle } = log;
    const found =
      direction === 1 ? chronicle.next(sequence, kind) : chronicle.previous(sequence, kind);
    if (found !== null) seek(found);
  };
  const retry = () => {
    setProblem(null);
    loader.current?.retry();
  };
  const waiting = state.lastSequence !== sequence;
  return {
    log,
    state,
    sequence,
    last,
    clock,
    player,
    shortened,
    setShortened,
    waiting,
    problem,
    retry,
    seek,
    step,
    seeks,
  };
}
