import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { body, done, http } from "./http";
import { asProblem } from "./problem";
import type { MergeRequest } from "./types";

const mergeRequestKey = (taskId: string) => ["merge-request", taskId] as const;

const OPENING_MS = 2000;
const OPEN_MS = 15_000;

/** The merge request of a change, null as long as there is none. */
export function useMergeRequest(taskId: string | null | undefined, expected: boolean) {
  return useQuery({
    queryKey: mergeRequestKey(taskId ?? ""),
    queryFn: async ({ signal }): Promise<MergeRequest | null> => {
      try {
        return await body(
          http.GET("/api/v1/codegen/{id}/merge-request", {
            params: { path: { id: taskId ?? "" } },
            signal,
          }),
        );
      } catch (cause) {
        if (asProblem(cause).status === 404) return null;
        throw cause;
      }
    },
    enabled: Boolean(taskId),
    refetchInterval: ({ state }) => {
      if (!expected) return false;
      const found = state.data;
      if (!found) return OPENING_MS;
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
      client.invalidateQueries({ queryKey: ["requirement"] }),
      client.invalidateQueries({ queryKey: ["requirements"] }),
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
