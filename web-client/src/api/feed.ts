import { FEED_PAGE, readFeedPage } from "./feed-page";

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
const FLUSH_MS = 60;
const FLUSH_SIZE = 500;
const PAGE_FIRST = 500;
const BACKOFF_MS = [500, 1000, 2000, 4000, 8000, 15_000];

/** Events of a burst are handed over together: one drawing for many lines. */
function createBatch(deliver: (events: FeedEvent[]) => void) {
  let pending: FeedEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (pending.length === 0) return;
    const batch = pending;
    pending = [];
    deliver(batch);
  };
  const add = (event: FeedEvent) => {
    pending.push(event);
    if (pending.length >= FLUSH_SIZE) flush();
    else timer ??= setTimeout(flush, FLUSH_MS);
  };
  return { add, flush };
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

  const { add, flush } = createBatch(onEvents);

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
      if (!refused(cause)) retryLater();
      return;
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
      // Nothing to catch up with is nothing to tell: a run that has just ended is complete.
      if (lastSequence > cursor) onState({ phase: "catching-up", target: lastSequence });
      const events = await readFeedPage(taskId, cursor, abort.signal);
      const fresh = events.filter((event) => event.sequence > cursor);
      const last = fresh.at(-1);
      if (last) {
        cursor = last.sequence;
        onEvents(fresh);
      }
      if (events.length < FEED_PAGE) return;
    }
  };

  const receive = (message: MessageEvent<string>) => {
    const id = Number(message.lastEventId);
    const durable = Number.isInteger(id) && id > cursor;
    if (durable && id > cursor + 1) {
      // A hole: nothing may be skipped, so ask again from the last event that is known.
      retryLater();
      return;
    }
    // An event without an id repeats the last id; a repeated line is a duplicate.
    if (!durable && message.type === "output") return;
    if (durable) cursor = id;
    add({
      sequence: durable ? id : 0,
      event: message.type,
      at: null,
      data: message.data,
    });
    if (message.type === "done") {
      closeSource();
      onState({ phase: "ended" });
    }
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
      if (opened.readyState === EventSource.CLOSED) {
        retryLater();
        return;
      }
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
      if (finished) onState({ phase: "ended" });
      else openStream();
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
