import { expect, it } from "vitest";
import { createClock, LONGEST_GAP, ticksOf } from "./clock";

const SECOND = 1000;
const source = (times: (number | null)[]) => ({
  last: times.length,
  timeOf: (sequence: number) => times[sequence - 1] ?? null,
  begin: 0,
  end: 100 * SECOND,
});

it("stands where the events were recorded", () => {
  const clock = createClock(source([0, 500, 500, 60_000]), false);
  expect(clock.length).toBe(60_000);
  expect([1, 2, 3, 4].map(clock.placeOf)).toEqual([0, 500, 500, 60_000]);
});

it("finds the last event that has happened by then", () => {
  const clock = createClock(source([0, 500, 500, 60_000]), false);
  expect([0, 499, 500, 59_999, 60_000, 99_000].map(clock.eventAt)).toEqual([1, 1, 3, 3, 4, 4]);
});

it("makes long pauses short, and leaves short ones", () => {
  const clock = createClock(source([0, 500, 60_000, 60_200]), true);
  expect(clock.placeOf(3)).toBe(500 + LONGEST_GAP);
  expect(clock.length).toBe(700 + LONGEST_GAP);
});

it("puts events that are not here between those that are, and never runs backwards", () => {
  const clock = createClock(source([0, null, null, 3000, 2000, null]), false);
  expect([1, 2, 3, 4, 5].map(clock.placeOf)).toEqual([0, 1000, 2000, 3000, 3000]);
  expect(clock.length).toBe(100 * SECOND);
});

it("gives every event its own place back", () => {
  const clock = createClock(source([0, 10, 30, 70, 90, 4000, 4010]), true);
  for (let sequence = 1; sequence <= 7; sequence += 1) {
    expect(clock.eventAt(clock.placeOf(sequence))).toBe(sequence);
  }
});

it("ticks at round times, not more than wanted", () => {
  expect(ticksOf(60 * SECOND, 6)).toEqual([10, 20, 30, 40, 50].map((at) => at * SECOND));
  expect(ticksOf(0, 6)).toEqual([]);
  expect(ticksOf(40 * 86_400 * SECOND, 4).length).toBeLessThanOrEqual(4);
});
