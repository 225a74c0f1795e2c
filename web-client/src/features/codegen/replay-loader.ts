import type { FeedEvent } from "@/api/feed";
import { FEED_PAGE } from "@/api/feed-page";
import type { ReplayLog } from "./transcript/model/replay-log";

const IN_FLIGHT = 2;

interface LoaderOptions {
  log: Pick<ReplayLog, "has" | "reach" | "ingest">;
  read: (after: number, signal: AbortSignal) => Promise<FeedEvent[]>;
  onLoaded: () => void;
  onProblem: (cause: unknown) => void;
}

export interface ReplayLoader {
  /** Says where the reader looks and how many events there are; what is missing there comes first. */
  aim: (sequence: number, last: number) => void;
  retry: () => void;
  stop: () => void;
}

/** Brings a run page by page: where the reader looks, what is before it, then all from the beginning. */
export function createReplayLoader(options: LoaderOptions): ReplayLoader {
  const { log, read, onLoaded, onProblem } = options;
  const abort = new AbortController();
  const active = new Set<number>();
  /** Pages that had nothing new, by how many events there were then. */
  const barren = new Map<number, number>();
  let focus = 1;
  let last = 0;
  let halted = false;

  const pageOf = (sequence: number) => Math.floor((sequence - 1) / FEED_PAGE);

  const firstMissing = (page: number): number | null => {
    const end = Math.min((page + 1) * FEED_PAGE, last);
    for (let at = page * FEED_PAGE + 1; at <= end; at += 1) if (!log.has(at)) return at;
    return null;
  };

  const isWanted = (page: number) =>
    page >= 0 &&
    page <= pageOf(last) &&
    !active.has(page) &&
    barren.get(page) !== last &&
    firstMissing(page) !== null;

  const next = (): number | null => {
    const here = pageOf(focus);
    const near = [here, here - 1, here + 1].find(isWanted);
    if (near !== undefined) return near;
    for (let page = pageOf(log.reach() + 1); page <= pageOf(last); page += 1) {
      if (isWanted(page)) return page;
    }
    return null;
  };

  const load = async (page: number) => {
    const first = firstMissing(page);
    if (first === null) return;
    active.add(page);
    try {
      const events = await read(first - 1, abort.signal);
      if (abort.signal.aborted) return;
      log.ingest(events);
      if (log.has(first)) onLoaded();
      else barren.set(page, last);
    } catch (cause) {
      if (abort.signal.aborted) return;
      halted = true;
      onProblem(cause);
    } finally {
      active.delete(page);
    }
    pump();
  };

  const pump = () => {
    while (!halted && !abort.signal.aborted && active.size < IN_FLIGHT) {
      const page = next();
      if (page === null) return;
      void load(page);
    }
  };

  return {
    aim: (sequence, end) => {
      focus = sequence;
      last = Math.max(last, end);
      pump();
    },
    retry: () => {
      halted = false;
      barren.clear();
      pump();
    },
    stop: () => abort.abort(),
  };
}
