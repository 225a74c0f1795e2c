import {
  type GenerationDetails,
  type GenerationStatus,
  type GenerationStep,
  isFinished,
  type Moment,
} from "@/api/types";
import type { Todo } from "./transcript/model/rows";
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

/** Where a run stood when its transcript was this far. */
export function placeOf(
  task: Pick<GenerationDetails, "status" | "step">,
  seen: Pick<TranscriptState, "status" | "step" | "lastSequence">,
): Standing {
  const status = STATUSES.find((name) => name === seen.status);
  const step = STEPS.find((name) => name === seen.step);
  if (status && step) return { status, step };
  // Nothing was said yet: nothing had begun.
  return seen.lastSequence <= 1 ? { status: "PENDING", step: "QUEUE" } : task;
}

const TODO_STATUSES: readonly Todo["status"][] = ["pending", "in_progress", "completed"];

/** A transcript whose beginning is not here, with what only the server knows of it. */
export function withMoment(state: TranscriptState, moment: Moment | null): TranscriptState {
  if (!moment) return state;
  const todos = moment.todos.map(({ id, content, activeForm, status }) => ({
    id,
    subject: content,
    activeForm: activeForm ?? null,
    status: TODO_STATUSES.find((name) => name === status) ?? "pending",
  }));
  return { ...state, status: moment.status, step: moment.step, todos };
}
