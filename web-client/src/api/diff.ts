import { useQuery } from "@tanstack/react-query";
import { body, http } from "./http";
import { toProblem } from "./problem";
import type { DiffScope, DiffSummary } from "./types";

export function useDiff(taskId: string, enabled: boolean, scope: DiffScope = "whole") {
  return useQuery({
    queryKey: ["diff", taskId, scope],
    queryFn: ({ signal }) =>
      body(
        http.GET("/api/v1/codegen/{id}/diff", {
          params: { path: { id: taskId }, query: { scope } },
          signal,
        }),
      ) as Promise<DiffSummary>,
    enabled,
    staleTime: 60_000,
    retry: false,
  });
}

async function readText(url: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(url, { signal, headers: { Accept: "text/x-diff, */*;q=0.1" } });
  if (!response.ok) {
    throw toProblem(response.status, await response.json().catch(() => undefined));
  }
  return response.text();
}

export function readPatch(taskId: string, scope: DiffScope, signal: AbortSignal): Promise<string> {
  const query = new URLSearchParams({ scope });
  return readText(`/api/v1/codegen/${encodeURIComponent(taskId)}/diff.patch?${query}`, signal);
}

export function readFilePatch(
  taskId: string,
  scope: DiffScope,
  path: string,
  signal: AbortSignal,
): Promise<string> {
  const query = new URLSearchParams({ path, scope });
  return readText(`/api/v1/codegen/${encodeURIComponent(taskId)}/diff?${query}`, signal);
}
