import { event } from "@test/feed-of";
import { expect, it, vi } from "vitest";
import type { FeedEvent } from "@/api/feed";
import { createReplayLoader } from "./replay-loader";
import { createReplayLog } from "./transcript/model/replay-log";

const PAGE = 1000;

function begin(total: number) {
  const log = createReplayLog();
  const asked: number[] = [];
  const answers = new Map<number, (events: FeedEvent[]) => void>();
  const onProblem = vi.fn();
  let broken = false;
  const loader = createReplayLoader({
    log,
    read: (after) => {
      asked.push(after);
      if (broken) return Promise.reject(new Error("away"));
      return new Promise((done) => answers.set(after, done));
    },
    onLoaded: () => undefined,
    onProblem,
  });
  const answer = async (after: number) => {
    const count = Math.min(PAGE, total - after);
    const events = Array.from({ length: count }, (_, index) =>
      event(after + index + 1, "status", { status: "RUNNING", step: "GENERATE", attempt: 1 }),
    );
    answers.get(after)?.(events);
    await Promise.resolve();
    await new Promise((done) => setTimeout(done, 0));
  };
  return { log, loader, asked, answer, onProblem, break: (on: boolean) => (broken = on) };
}

it("asks for the place that is looked at first, then for what is around it, then from the beginning", async () => {
  const run = begin(20_000);
  run.loader.aim(15_500, 20_000);
  expect(run.asked).toEqual([15_000, 14_000]);
  await run.answer(15_000);
  expect(run.log.has(15_500)).toBe(true);
  expect(run.asked.at(-1)).toBe(16_000);
  await run.answer(14_000);
  expect(run.asked.at(-1)).toBe(0);
  await run.answer(0);
  await run.answer(16_000);
  expect(run.asked.slice(-2)).toEqual([1000, 2000]);
});

it("turns to another place as soon as it is looked at", async () => {
  const run = begin(20_000);
  run.loader.aim(1, 20_000);
  expect(run.asked).toEqual([0, 1000]);
  run.loader.aim(9_001, 20_000);
  await run.answer(0);
  expect(run.asked.at(-1)).toBe(9_000);
});

it("brings everything once, and what is new of a run that goes on", async () => {
  const run = begin(2_500);
  run.loader.aim(1, 2_400);
  for (const after of [0, 1000, 2000]) await run.answer(after);
  expect(run.log.reach()).toBe(2_500);
  expect(run.asked).toEqual([0, 1000, 2000]);
  run.loader.aim(1, 2_600);
  expect(run.asked.at(-1)).toBe(2_500);
});

it("stops where the server is away and goes on when it is asked to", async () => {
  const run = begin(500);
  run.break(true);
  run.loader.aim(1, 500);
  await vi.waitFor(() => expect(run.onProblem).toHaveBeenCalledOnce());
  run.break(false);
  run.loader.retry();
  await run.answer(0);
  expect(run.log.reach()).toBe(500);
});
