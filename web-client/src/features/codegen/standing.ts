import {
  type GenerationDetails,
  type GenerationStatus,
  type GenerationStep,
  isFinished,
} from "@/api/types";
import type { TranscriptState } from "./transcript/model/state";

export const STEPS: readonly GenerationStep[] = [
  "QUEUE",
  "CLONE",
  "ANALYSE",
  "GENERATE",
  "CHECK",
  "DONE",
];

const STATUSES: readonly GenerationStatus[] = [
  "PENDING",
  "CLONING",
  "RUNNING",
  "COMPLETED",
  "FAILED",
  "CANCELLED",
];

interface Standing {
  status: GenerationStatus;
  step: GenerationStep;
}

/**
 * Where a run stands. The stream is faster than the task that is read now and then; after a
 * reconnect it is the other way round. The one that is further is right.
 */
export function standingOf(
  task: Pick<GenerationDetails, "status" | "step" | "attempt">,
  seen: Pick<TranscriptState, "status" | "step" | "attempt">,
): Standing {
  const own: Standing = { status: task.status, step: task.step };
  const status = STATUSES.find((name) => name === seen.status);
  const step = STEPS.find((name) => name === seen.step);
  if (!status || !step || isFinished(task.status) || seen.attempt < task.attempt) return own;
  const further = isFinished(status) || STEPS.indexOf(step) > STEPS.indexOf(task.step);
  return further || seen.attempt > task.attempt ? { status, step } : own;
}
