import type { StatisticsFilter } from "@/api/statistics";
import { paths } from "@/lib/paths";

export type Span = Pick<StatisticsFilter, "projectId" | "from" | "to" | "zone">;

/** The generations behind a figure. */
export function generationsOf(span: Span, more: Record<string, string> = {}): string {
  const { projectId, from, to, zone } = span;
  return paths.generations({ from, to, zone, ...(projectId && { projectId }), ...more });
}

/** The requirements behind a figure. */
export function endedOf(span: Span, more: Record<string, string> = {}): string {
  const { projectId, from, to, zone } = span;
  const query = { endedFrom: from, endedTo: to, zone, ...more };
  return projectId ? paths.projectRequirements(projectId, query) : paths.requirements(query);
}
