import { act, renderHook } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createClock } from "./clock";
import { usePlayer } from "./use-player";

// Five events, a second apart.
const clock = createClock(
  { last: 5, timeOf: (sequence) => (sequence - 1) * 1000, begin: 0, end: 0 },
  false,
);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function begin() {
  const here = { upTo: 5 };
  const has = (sequence: number) => sequence <= here.upTo;
  const { result } = renderHook(() => {
    const [sequence, setSequence] = useState(1);
    const player = usePlayer({ clock, sequence, has, onMove: setSequence });
    return { sequence, setSequence, player };
  });
  const pass = (milliseconds: number) => act(() => vi.advanceTimersByTime(milliseconds));
  return { result, pass, here };
}

it("moves the playhead at the pace of the run, and stops at its end", () => {
  const { result, pass } = begin();
  act(() => result.current.player.play());
  pass(2100);
  expect(result.current.sequence).toBe(3);
  expect(result.current.player.playing).toBe(true);
  pass(3000);
  expect(result.current.sequence).toBe(5);
  expect(result.current.player.playing).toBe(false);
});

it("plays faster, pauses where it is and begins again at the end", () => {
  const { result, pass } = begin();
  act(() => result.current.player.setSpeed(2));
  act(() => result.current.player.toggle());
  pass(1100);
  expect(result.current.sequence).toBe(3);
  act(() => result.current.player.toggle());
  pass(5000);
  expect(result.current.sequence).toBe(3);
  act(() => result.current.setSequence(5));
  act(() => result.current.player.toggle());
  expect(result.current.sequence).toBe(1);
});

it("waits for what is not here yet", () => {
  const { result, pass, here } = begin();
  here.upTo = 2;
  act(() => result.current.player.play());
  pass(10_000);
  expect(result.current.sequence).toBe(2);
  here.upTo = 5;
  pass(500);
  expect(result.current.sequence).toBe(3);
});

it("goes on from where the reader has moved the playhead to", () => {
  const { result, pass } = begin();
  act(() => result.current.player.play());
  pass(1500);
  act(() => {
    result.current.player.rest();
    result.current.setSequence(4);
  });
  pass(900);
  expect(result.current.sequence).toBe(4);
});
