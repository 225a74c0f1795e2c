import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { type FeedState, followFeed } from "@/api/feed";
import { createTranscriptLog } from "./model/log";
import type { Transcript } from "./use-transcript";

/** The transcript of a run that only reads: an analysis, an AI review. Its feed is all there is of it. */
export function useInspection(runId: string): Transcript {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another run is another log
  const log = useMemo(() => createTranscriptLog(), [runId]);
  const state = useSyncExternalStore(log.subscribe, log.state);
  const [feed, setFeed] = useState<FeedState>({ phase: "connecting" });
  useEffect(
    () =>
      followFeed({
        taskId: runId,
        after: log.state().lastSequence,
        finished: false,
        lastSequence: 0,
        onEvents: (events) => log.ingest(events),
        onState: setFeed,
        checkTask: async () => ({
          finished: log.state().finished,
          lastSequence: log.state().lastSequence,
        }),
      }),
    [log, runId],
  );
  return { log, state, feed };
}
