import type { Finding } from "@/api/types";
import type { Tone } from "@/lib/tones";

export const severityTones = {
  CRITICAL: "danger",
  ERROR: "danger",
  WARNING: "warning",
  INFO: "active",
} as const satisfies Record<Finding["severity"], Tone>;

export const verdictTones = {
  APPROVED: "success",
  NEEDS_REVISION: "warning",
  REJECTED: "danger",
} as const satisfies Record<string, Tone>;
