import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { type FeedEvent, type FeedState, followFeed } from "./feed";

class ScriptedSource extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSED = 2;
  static opened: ScriptedSource[] = [];
  readyState = 0;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;

  constructor(readonly url: string) {
    super();
    ScriptedSource.opened.push(this);
  }

  open() {
    this.readyState = ScriptedSource.OPEN;
    this.onopen?.();
  }

  say(id: number, type: string, data: object) {
    const init = { data: JSON.stringify(data), lastEventId: String(id) };
    this.dispatchEvent(new MessageEvent(type, init));
  }

  fail(fatal: boolean) {
    this.readyState = fatal ? ScriptedSource.CLOSED : ScriptedSource.CONNECTING;
    this.onerror?.();
  }

  close() {
    this.readyState = ScriptedSource.CLOSED;
  }
}

const TOTAL = 2300;
const pages: number[] = [];
const server = setupServer(
  http.get("*/api/v1/codegen/t1/events", ({ request }) => {
    const after = Number(new URL(request.url).searchParams.get("after"));
    pages.push(after);
    const count = Math.max(0, Math.min(1000, TOTAL - after));
    const items = Array.from({ length: count }, (_, index) => ({
      sequence: after + index + 1,
      event: "output",
      at: "2026-11-22T10:00:00.000Z",
      data: { sequence: after + index + 1, raw: "x" },
    }));
    return HttpResponse.json({ items, nextCursor: after + count < TOTAL ? "more" : null });
  }),
);

beforeAll(() => server.listen());
afterEach(() => server.resetHandlers());
afterAll(() => server.close());
beforeEach(() => {
  ScriptedSource.opened = [];
  pages.length = 0;
  vi.stubGlobal("EventSource", ScriptedSource);
});

function follow(change: { after?: number; finished?: boolean; lastSequence?: number }) {
  const events: FeedEvent[] = [];
  const states: FeedState[] = [];
  const stop = followFeed({
    taskId: "t1",
    after: 0,
    finished: false,
    lastSequence: 0,
    onEvents: (batch) => events.push(...batch),
    onState: (state) => states.push(state),
    checkTask: async () => ({ finished: false, lastSequence: 0 }),
    ...change,
  });
  return { events, states, stop, phase: () => states.at(-1)?.phase };
}

const source = () => {
  const last = ScriptedSource.opened.at(-1);
  if (!last) throw new Error("No stream is open");
  return last;
};

it("reads a finished run in pages, each event once", async () => {
  const run = follow({ finished: true, lastSequence: TOTAL });
  await vi.waitFor(() => expect(run.phase()).toBe("ended"));
  expect(run.events.map(({ sequence }) => sequence)).toEqual(
    Array.from({ length: TOTAL }, (_, index) => index + 1),
  );
  expect(pages).toEqual([0, 1000, 2000]);
  expect(ScriptedSource.opened).toHaveLength(0);
});

it("does not speak of catching up where there is nothing to catch up with", async () => {
  const run = follow({ finished: true, after: TOTAL, lastSequence: TOTAL });
  await vi.waitFor(() => expect(run.phase()).toBe("ended"));
  expect(run.states.map(({ phase }) => phase)).toEqual(["connecting", "ended"]);
});

it("joins a long running one by pages and goes on by the stream", async () => {
  const run = follow({ lastSequence: TOTAL });
  await vi.waitFor(() => expect(ScriptedSource.opened).toHaveLength(1));
  expect(source().url).toContain(`after=${TOTAL}`);
  run.stop();
});

it("drops what it already has and goes back for what is missing", async () => {
  const run = follow({});
  await vi.waitFor(() => expect(ScriptedSource.opened).toHaveLength(1));
  source().open();
  source().say(1, "output", { sequence: 1 });
  source().say(1, "output", { sequence: 1 });
  source().say(2, "output", { sequence: 2 });
  source().say(4, "output", { sequence: 4 });
  await vi.waitFor(() => expect(ScriptedSource.opened).toHaveLength(2), { timeout: 3000 });
  expect(source().url).toContain("after=2");
  source().say(3, "output", { sequence: 3 });
  source().say(4, "output", { sequence: 4 });
  await vi.waitFor(() => expect(run.events.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]));
  run.stop();
});

it("takes an event without an id as news without a place", async () => {
  const run = follow({});
  await vi.waitFor(() => expect(ScriptedSource.opened).toHaveLength(1));
  source().say(1, "output", { sequence: 1 });
  source().say(1, "progress", { turns: 1 });
  await vi.waitFor(() => expect(run.events.map(({ sequence }) => sequence)).toEqual([1, 0]));
  run.stop();
});

it("makes a new stream after a fatal error and says since when it is offline", async () => {
  const run = follow({});
  await vi.waitFor(() => expect(ScriptedSource.opened).toHaveLength(1));
  source().say(1, "output", { sequence: 1 });
  source().fail(true);
  expect(run.phase()).toBe("offline");
  await vi.waitFor(() => expect(ScriptedSource.opened).toHaveLength(2), { timeout: 3000 });
  source().open();
  expect(run.phase()).toBe("live");
  run.stop();
});

it("stops when the reader may not read any more", async () => {
  server.use(
    http.get("*/api/v1/codegen/t1/events", () =>
      HttpResponse.json({ code: "auth.required", status: 401 }, { status: 401 }),
    ),
  );
  const run = follow({ finished: true, lastSequence: 5 });
  await vi.waitFor(() => expect(run.states.at(-1)).toEqual({ phase: "refused", status: 401 }));
});

it("ends at `done` and closes the stream", async () => {
  const run = follow({});
  await vi.waitFor(() => expect(ScriptedSource.opened).toHaveLength(1));
  source().say(1, "done", { status: "COMPLETED" });
  expect(run.phase()).toBe("ended");
  expect(source().readyState).toBe(ScriptedSource.CLOSED);
  expect(run.events).toHaveLength(1);
});
