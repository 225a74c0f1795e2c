import { expect, it } from "vitest";
import { costAt } from "./replay-facts";

const figures = (weight: number, costUsd: number) => ({
  turns: 0,
  inputTokens: 0,
  outputTokens: 0,
  weight,
  costUsd,
});

it("shares the cost out by tokens until the agent has told it", () => {
  const end = figures(1000, 0.4);
  expect(costAt(figures(0, 0), end, null)).toEqual({ costUsd: 0, estimated: false });
  expect(costAt(figures(250, 0), end, null)).toEqual({ costUsd: 0.1, estimated: true });
  expect(costAt(end, end, null)).toEqual({ costUsd: 0.4, estimated: false });
});

it("takes the run's own total where its agent told none, and says nothing where nobody did", () => {
  expect(costAt(figures(500, 0), figures(1000, 0), 0.2)).toEqual({ costUsd: 0.1, estimated: true });
  expect(costAt(figures(500, 0), figures(1000, 0), null).costUsd).toBeNull();
});

it("never falls below what an earlier attempt is known to have cost", () => {
  expect(costAt(figures(500, 0.3), figures(1000, 0.4), null).costUsd).toBe(0.3);
});
