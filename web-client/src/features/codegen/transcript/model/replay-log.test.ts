import { event, feedOf, outputEvent } from "@test/feed-of";
import { describe, expect, it } from "vitest";
import type { FeedEvent } from "@/api/feed";
import { reduceFeed } from "./reduce";
import { createReplayLog } from "./replay-log";
import { emptyTranscript } from "./state";

const status = (sequence: number, name: string, step: string, attempt = 1) =>
  event(sequence, "status", { status: name, step, message: step, attempt });

/** A run of every usual kind of line, with a second attempt and its own calls in each round. */
function longRun(rounds: number): FeedEvent[] {
  const events: FeedEvent[] = [status(1, "PENDING", "QUEUE"), status(2, "RUNNING", "ANALYSE")];
  const names = ["edit", "thinking", "subagent", "hooks", "denied-default", "tool-progress"];
  for (let round = 0; round < rounds; round += 1) {
    if (round === Math.floor(rounds / 2)) {
      events.push(event(events.length + 1, "error", { code: "agent.crashed", message: "x" }));
      events.push(status(events.length + 1, "RUNNING", "GENERATE", 2));
    }
    const name = names[round % names.length] ?? "edit";
    for (const found of feedOf(name, events.length + 1)) {
      const data = found.data.replaceAll("toolu_", `toolu_${round}_`);
      events.push({ ...found, data });
    }
  }
  events.push(event(events.length + 1, "done", { status: "COMPLETED" }));
  return events;
}

/** The same numbers every time. */
function randomly(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

function logOf(events: readonly FeedEvent[]) {
  const log = createReplayLog();
  log.ingest(events);
  return log;
}

describe("seeking", () => {
  it("shows at any place what folding from the start shows", () => {
    const events = longRun(40);
    const log = logOf(events);
    const random = randomly(7);
    for (let time = 0; time < 25; time += 1) {
      const sequence = 1 + random(events.length);
      expect(log.seek(sequence)).toBe(true);
      expect(log.state()).toEqual(reduceFeed(emptyTranscript, events.slice(0, sequence)));
    }
  });

  it("shows the same when it goes on step by step, and back", () => {
    const events = longRun(8);
    const log = logOf(events);
    const walk = [1, 2, 3, 40, 41, 42, 41, 40, 7, 8, events.length, events.length - 1];
    for (const sequence of walk) {
      log.seek(sequence);
      expect(log.state()).toEqual(reduceFeed(emptyTranscript, events.slice(0, sequence)));
    }
  });

  it("keeps few pictures of a long run, and is right in all of it", () => {
    const events = Array.from({ length: 20_000 }, (_, index) =>
      outputEvent(
        index + 1,
        `{"type":"assistant","message":{"id":"m${index}","content":[{"type":"text","text":"${index}"}]}}`,
      ),
    );
    const log = logOf(events);
    for (const sequence of [1, 249, 250, 251, 15_999, 16_000, 16_001, 19_999, 20_000, 500]) {
      log.seek(sequence);
      expect(log.state().lastSequence).toBe(sequence);
      expect(log.state().rows).toHaveLength(sequence);
    }
  });
});

describe("pages in any order", () => {
  it("shows a place whose beginning is not here, and then exactly what folding shows", () => {
    const events = longRun(60);
    const log = createReplayLog();
    const half = Math.floor(events.length / 2);
    log.ingest(events.slice(half, half + 100));
    expect(log.reach()).toBe(0);
    expect(log.seek(half + 60)).toBe(true);
    expect(log.first()).toBe(half + 1);
    expect(log.state().rows.length).toBeGreaterThan(0);
    expect(log.seek(10)).toBe(false);
    expect(log.state().lastSequence).toBe(half + 60);

    log.ingest(events.slice(0, half));
    expect(log.first()).toBe(1);
    expect(log.reach()).toBe(half + 100);
    expect(log.state()).toEqual(reduceFeed(emptyTranscript, events.slice(0, half + 60)));
  });

  it("goes on in the middle as it would have begun there", () => {
    const events = longRun(60);
    const one = createReplayLog();
    const other = createReplayLog();
    for (const log of [one, other]) log.ingest(events.slice(500, 800));
    one.seek(600);
    one.seek(700);
    other.seek(700);
    expect(one.state()).toEqual(other.state());
  });

  it("takes an event once, however often it comes", () => {
    const events = longRun(4);
    const log = logOf(events);
    log.ingest(events);
    expect(log.size()).toBe(events.length);
    expect(log.chronicle.reach()).toBe(events.length);
  });
});

describe("what it tells of a moment", () => {
  it("has the agent's lines and words up to the playhead and none after it", () => {
    const log = logOf(longRun(4));
    log.seek(20);
    expect(log.outputs().at(-1)).toBe(20);
    expect([...log.find("session_id")].at(-1)).toBe(20);
    log.seek(5);
    expect(log.outputs()).toEqual([3, 4, 5]);
  });

  it("steps to turns, edits and errors in both directions", () => {
    const log = logOf(feedOf("edit"));
    const { chronicle } = log;
    const edit = chronicle.next(0, "edit") ?? 0;
    const [call] = chronicle.callsAt(edit);
    expect(call).toMatchObject({ name: "Edit", answer: edit, failed: false });
    expect(chronicle.callsAt(call?.sequence ?? 0)).toContain(call);
    expect(chronicle.previous(edit, "edit")).toBeNull();
    const fault = chronicle.next(0, "fault") ?? 0;
    expect(chronicle.callsAt(fault)[0]).toMatchObject({ failed: true });
    const second = chronicle.next(chronicle.next(0, "turn") ?? 0, "turn") ?? 0;
    expect(chronicle.countUpTo(second, "turn")).toBe(2);
    expect(chronicle.previous(second, "turn")).toBe(chronicle.next(0, "turn"));
  });

  it("adds up what was used, each message once, and takes the agent's own figures at its end", () => {
    const events = feedOf("edit");
    const { chronicle } = logOf(events);
    const figures = events.map(({ sequence }) => chronicle.figures(sequence));
    for (let at = 1; at < figures.length - 1; at += 1) {
      expect(figures[at]?.inputTokens).toBeGreaterThanOrEqual(figures[at - 1]?.inputTokens ?? 0);
    }
    expect(figures[0]?.turns).toBe(0);
    expect(figures.at(-1)?.costUsd).toBeGreaterThan(0);
    expect(figures.at(-2)?.costUsd).toBe(0);
    expect(chronicle.firstLine(9)).toBe(1);
  });
});
