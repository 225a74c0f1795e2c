import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { body, done, http } from "./http";
import { asProblem } from "./problem";
import { refreshRequirement } from "./requirements";
import type { MergeRequest, RequirementStatus } from "./types";

const mergeRequestKey = (taskId: string) => ["merge-request", taskId] as const;

const OPENING_MS = 2000;
const OPEN_MS = 15_000;

/** How a requirement goes on from its approval. */
const WAY: readonly RequirementStatus[] = ["APPROVED", "MERGE_REQUESTED", "MERGED"];

/** Whether the requirement was read before it knew what has become of its merge request. */
function isBehind(status: RequirementStatus, request: MergeRequest | null | undefined): boolean {
  const told =
    request?.state === "OPENED"
      ? "MERGE_REQUESTED"
      : request?.state === "MERGED"
        ? "MERGED"
        : "APPROVED";
  return WAY.includes(status) && WAY.indexOf(status) < WAY.indexOf(told);
}

/**
 * The merge request of a change, null as long as there is none. The two are read from different views: as long as the
 * requirement's status, which stands in the head of the page, is behind, both are read again.
 */
export function useMergeRequest(taskId: string | null | undefined, status: RequirementStatus) {
  const client = useQueryClient();
  const expected = WAY.includes(status);
  return useQuery({
    queryKey: mergeRequestKey(taskId ?? ""),
    queryFn: async ({ signal }): Promise<MergeRequest | null> => {
      try {
        const found = await body(
          http.GET("/api/v1/codegen/{id}/merge-request", {
            params: { path: { id: taskId ?? "" } },
            signal,
          }),
        );
        if (isBehind(status, found)) void refreshRequirement(client);
        return found;
      } catch (cause) {
        if (asProblem(cause).status === 404) return null;
        throw cause;
      }
    },
    enabled: Boolean(taskId),
    refetchInterval: ({ state }) => {
      if (!expected) return false;
      const found = state.data;
      if (!found || isBehind(status, found)) return OPENING_MS;
      if (found.state === "REQUESTED") return found.failure ? OPEN_MS : OPENING_MS;
      return found.state === "OPENED" ? OPEN_MS : false;
    },
  });
}

function useMergeRefresh(taskId: string) {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: mergeRequestKey(taskId) }),
      refreshRequirement(client),
    ]);
}

export function useOpenMergeRequest(taskId: string) {
  const refresh = useMergeRefresh(taskId);
  return useMutation({
    mutationFn: (key: string) =>
      body(
        http.POST("/api/v1/codegen/{id}/merge-request", {
          body: {},
          params: { path: { id: taskId }, header: { "Idempotency-Key": key } },
        }),
      ),
    onSettled: refresh,
  });
}

export function useMerge(taskId: string) {
  const refresh = useMergeRefresh(taskId);
  return useMutation({
    mutationFn: (key: string) =>
      done(
        http.POST("/api/v1/codegen/{id}/merge-request/merge", {
          params: { path: { id: taskId }, header: { "Idempotency-Key": key } },
        }),
      ),
    onSettled: refresh,
  });
}
