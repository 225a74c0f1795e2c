import type { AuditFilter } from "@/api/audit";
import type { AuditOutcome } from "@/api/types";
import type { Tone } from "@/lib/tones";

/** What the log can be narrowed to. */
export const AUDIT_TARGETS = [
  "requirement",
  "generation",
  "review",
  "merge-request",
  "repository",
  "project",
  "user",
  "access-token",
  "inspection",
  "request",
] as const;

export const NO_FILTER: AuditFilter = {
  q: "",
  actorId: null,
  action: null,
  targetType: null,
  targetId: null,
  projectId: null,
  from: null,
  to: null,
};

export const outcomeTones: Record<AuditOutcome, Tone> = {
  success: "success",
  failure: "danger",
  denied: "warning",
  pending: "active",
};
