/** How a state feels; the colours of a tone are the theme's business. */
export type Tone = "neutral" | "active" | "success" | "warning" | "danger";

export const generationTones = {
  PENDING: "neutral",
  CLONING: "active",
  RUNNING: "active",
  COMPLETED: "success",
  FAILED: "danger",
  CANCELLED: "warning",
} as const satisfies Record<string, Tone>;

export const requirementTones = {
  DRAFT: "neutral",
  GENERATING: "active",
  GENERATED: "success",
  IN_REVIEW: "active",
  NEEDS_REVISION: "warning",
  APPROVED: "success",
  REJECTED: "danger",
  MERGE_REQUESTED: "active",
  MERGED: "success",
  CLOSED: "neutral",
} as const satisfies Record<string, Tone>;

export const priorityTones = {
  LOW: "neutral",
  MEDIUM: "neutral",
  HIGH: "warning",
  URGENT: "danger",
} as const satisfies Record<string, Tone>;
