import { expect, it } from "vitest";
import type { GenerationStatus, GenerationStep } from "@/api/types";
import { standingOf } from "./standing";

const at = (status: GenerationStatus, step: GenerationStep, attempt = 1) => ({
  status,
  step,
  attempt,
});
const nothing = { status: null, step: null, attempt: 0 };

it("takes the stream's word where it is further", () => {
  expect(standingOf(at("CLONING", "CLONE"), at("RUNNING", "GENERATE"))).toEqual({
    status: "RUNNING",
    step: "GENERATE",
  });
  expect(standingOf(at("RUNNING", "CHECK"), at("COMPLETED", "DONE")).status).toBe("COMPLETED");
});

it("takes the task's word where the stream is behind or silent", () => {
  const task = at("RUNNING", "GENERATE");
  expect(standingOf(task, at("CLONING", "CLONE")).step).toBe("GENERATE");
  expect(standingOf(task, nothing).step).toBe("GENERATE");
});

it("does not mix attempts", () => {
  expect(standingOf(at("PENDING", "QUEUE", 2), at("FAILED", "GENERATE", 1)).status).toBe("PENDING");
  expect(standingOf(at("RUNNING", "GENERATE", 1), at("PENDING", "QUEUE", 2)).step).toBe("QUEUE");
});

it("lets a finished task be finished", () => {
  expect(standingOf(at("CANCELLED", "CLONE"), at("RUNNING", "GENERATE")).status).toBe("CANCELLED");
});
