import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { generationKey, readGeneration, refreshGeneration } from "@/api/codegen";
import { type FeedEvent, type FeedState, followFeed } from "@/api/feed";
import { type GenerationDetails, isFinished } from "@/api/types";
import { createTranscriptLog, type TranscriptLog } from "./model/log";
import type { TranscriptState } from "./model/state";

export interface Transcript {
  log: TranscriptLog;
  state: TranscriptState;
  /** Null where nothing is followed: the events are read from any place on. */
  feed: FeedState | null;
}

/** The transcript of a run, kept up to date as long as the page is open. */
export function useTranscript(task: GenerationDetails): Transcript {
  const client = useQueryClient();
  const taskId = task.id;
  const finished = isFinished(task.status);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another task is another log
  const log = useMemo(() => createTranscriptLog(), [taskId]);
  const state = useSyncExternalStore(log.subscribe, log.state);
  const [feed, setFeed] = useState<FeedState>({ phase: "connecting" });
  // A finished task whose transcript is complete needs no connection; a retry opens a new one.
  const [lastSequence] = useState(task.lastSequence);

  useEffect(() => {
    if (finished && log.state().finished) {
      setFeed({ phase: "ended" });
      return;
    }
    const onEvents = (events: FeedEvent[]) => {
      log.ingest(events);
      if (events.some(({ event }) => event === "done")) void refreshGeneration(client, taskId);
      else if (events.some(({ event }) => event === "status" || event === "error")) {
        void client.invalidateQueries({ queryKey: generationKey(taskId) });
      }
    };
    return followFeed({
      taskId,
      after: log.state().lastSequence,
      finished,
      lastSequence,
      onEvents,
      onState: setFeed,
      checkTask: async () => {
        const current = await readGeneration(taskId);
        client.setQueryData(generationKey(taskId), current);
        return { finished: isFinished(current.status), lastSequence: current.lastSequence };
      },
    });
  }, [client, log, taskId, finished, lastSequence]);

  return { log, state, feed };
}
