import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { body, http } from "./http";

/** What the log shows; the names are those of the server's parameters. */
export interface AuditFilter {
  q: string;
  actorId: string | null;
  action: string | null;
  targetType: string | null;
  targetId: string | null;
  projectId: string | null;
  from: string | null;
  to: string | null;
}

/** The conditions that are set. */
export function auditQuery(filter: AuditFilter): Record<string, string> {
  return Object.fromEntries(
    Object.entries(filter).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
}

export function useAuditEntries(filter: AuditFilter) {
  const query = auditQuery(filter);
  return useInfiniteQuery({
    queryKey: ["audit", query],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      body(
        http.GET("/api/v1/audit", {
          params: { query: { ...query, ...(pageParam && { cursor: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** An entry with the event behind it. */
export function useAuditEntry(sequence: number | null) {
  return useQuery({
    queryKey: ["audit-entry", sequence],
    enabled: sequence !== null,
    queryFn: ({ signal }) =>
      body(
        http.GET("/api/v1/audit/{sequence}", {
          params: { path: { sequence: sequence ?? 0 } },
          signal,
        }),
      ),
  });
}

/** Where the filtered log can be had as a file. */
export function auditExport(filter: AuditFilter, format: "csv" | "ndjson"): string {
  return `/api/v1/audit/export?${new URLSearchParams({ format, ...auditQuery(filter) })}`;
}
