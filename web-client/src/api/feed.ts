import { parseJson } from "@/lib/json";
import { toProblem } from "./problem";
import type { FeedPage } from "./types";

/** One event of a run. `data` stays text: 50,000 parsed lines would not fit into a tab. */
export interface FeedEvent {
  /** 0 for an event that is not durable and therefore has no place in the history. */
  sequence: number;
  event: string;
  at: string | null;
  data: string;
}

export type FeedState =
  | { phase: "connecting" | "live" | "ended" }
  | { phase: "catching-up"; target: number }
  | { phase: "offline"; since: number }
  | { phase: "refused"; status: number };

export interface FeedOptions {
  taskId: string;
  /** The last sequence that is already known. */
  after: number;
  finished: boolean;
  lastSequence: number;
  onEvents: (events: FeedEvent[]) => void;
  onState: (state: FeedState) => void;
  /** Asks the server again how the task stands: after a fatal end of the stream. */
  checkTask: () => Promise<{ finished: boolean; lastSequence: number }>;
}

const EVENTS = ["status", "output", "progress", "error", "done"] as const;
const PAGE = 1000;
const FLUSH_MS = 60;
const FLUSH_SIZE = 500;
const PAGE_FIRST = 500;
const BACKOFF_MS = [500, 1000, 2000, 4000, 8000, 15_000];

async function readPage(taskId: string, after: number, signal: AbortSignal): Promise<FeedEvent[]> {
  const query = new URLSearchParams({ after: String(after), limit: String(PAGE) });
  const response = await fetch(`/api/v1/codegen/${encodeURIComponent(taskId)}/events?${query}`, {
    signal,
    headers: { Accept: "application/json" },
  });
  const text = await response.text();
  const page = parseJson(text);
  if (!response.ok) throw toProblem(response.status, page);
  return (page as FeedPage).items.map(({ sequence, event, at, data }) => ({
    sequence,
    event,
    at: at ?? null,
    data: JSON.stringify(data),
  }));
}

/**
 * Follows a run: old events come in pages, new ones by server-sent events, both behind one
 * cursor, so that an event is delivered once and in order whatever happens to the connection.
 */
export function followFeed(options: FeedOptions): () => void {
  const { taskId, onEvents, onState } = options;
  const abort = new AbortController();
  let cursor = options.after;
  let finished = options.finished;
  let lastSequence = options.lastSequence;
  let source: EventSource | null = null;
  let failures = 0;
  let offlineSince = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pending: FeedEvent[] = [];
  let flushTimer: ReturnType<typeof setTimeout> | undefined;

  const flush = () => {
    clearTimeout(flushTimer);
    flushTimer = undefined;
    if (pending.length === 0) return;
    const batch = pending;
    pending = [];
    onEvents(batch);
  };

  const closeSource = () => {
    source?.close();
    source = null;
    flush();
  };

  const retryLater = () => {
    closeSource();
    offlineSince ||= Date.now();
    onState({ phase: "offline", since: offlineSince });
    const delay = BACKOFF_MS[Math.min(failures, BACKOFF_MS.length - 1)] ?? 1000;
    failures += 1;
    clearTimeout(timer);
    timer = setTimeout(() => void recheck(), delay);
  };

  const recheck = async () => {
    try {
      const task = await options.checkTask();
      if (abort.signal.aborted) return;
      finished = task.finished;
      lastSequence = task.lastSequence;
    } catch (cause) {
      if (refused(cause)) return;
      return retryLater();
    }
    await run();
  };

  const refused = (cause: unknown): boolean => {
    const status = (cause as { status?: number }).status ?? 0;
    if (status !== 401 && status !== 403 && status !== 404) return false;
    closeSource();
    onState({ phase: "refused", status });
    return true;
  };

  const readPages = async () => {
    for (;;) {
      onState({ phase: "catching-up", target: Math.max(lastSequence, cursor) });
      const events = await readPage(taskId, cursor, abort.signal);
      const fresh = events.filter((event) => event.sequence > cursor);
      const last = fresh.at(-1);
      if (last) {
        cursor = last.sequence;
        onEvents(fresh);
      }
      if (events.length < PAGE) return;
    }
  };

  const receive = (message: MessageEvent<string>) => {
    const id = Number(message.lastEventId);
    const durable = Number.isInteger(id) && id > cursor;
    if (durable && id > cursor + 1) {
      // A hole: nothing may be skipped, so ask again from the last event that is known.
      return retryLater();
    }
    // An event without an id repeats the last id; a repeated line is a duplicate.
    if (!durable && message.type === "output") return;
    if (durable) cursor = id;
    pending.push({
      sequence: durable ? id : 0,
      event: message.type,
      at: null,
      data: message.data,
    });
    if (message.type === "done") {
      closeSource();
      onState({ phase: "ended" });
    } else if (pending.length >= FLUSH_SIZE) flush();
    else flushTimer ??= setTimeout(flush, FLUSH_MS);
  };

  const openStream = () => {
    const url = `/api/v1/codegen/${encodeURIComponent(taskId)}/stream?after=${cursor}`;
    const opened = new EventSource(url);
    source = opened;
    opened.onopen = () => {
      failures = 0;
      offlineSince = 0;
      onState({ phase: "live" });
    };
    opened.onerror = () => {
      if (source !== opened) return;
      if (opened.readyState === EventSource.CLOSED) return retryLater();
      // The browser reconnects by itself and sends Last-Event-ID.
      offlineSince ||= Date.now();
      onState({ phase: "offline", since: offlineSince });
    };
    for (const name of EVENTS) {
      opened.addEventListener(name, (event) => {
        // `error` is also the name of the connection's own failure, which carries no data.
        if (source === opened && event instanceof MessageEvent) receive(event);
      });
    }
  };

  const run = async () => {
    try {
      if (finished || lastSequence - cursor > PAGE_FIRST) await readPages();
      if (abort.signal.aborted) return;
      failures = finished ? 0 : failures;
      if (finished) return onState({ phase: "ended" });
      openStream();
    } catch (cause) {
      if (abort.signal.aborted || refused(cause)) return;
      retryLater();
    }
  };

  const onOnline = () => {
    if (!source || finished) return;
    closeSource();
    void recheck();
  };
  globalThis.addEventListener("online", onOnline);

  onState({ phase: "connecting" });
  void run();
  return () => {
    abort.abort();
    clearTimeout(timer);
    globalThis.removeEventListener("online", onOnline);
    closeSource();
  };
}
