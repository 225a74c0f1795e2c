import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { body, done, http } from "./http";
import type { EvictDeadLetterRequest } from "./types";

const operationsKey = ["operations"] as const;

/** Often enough to watch a repair, rarely enough to cost nothing. */
const LOOK_MS = 5_000;

/** Measuring directories takes the server a moment. */
const SLOW_LOOK_MS = 60_000;

export function useWorkers() {
  return useQuery({
    queryKey: [...operationsKey, "workers"],
    queryFn: ({ signal }) => body(http.GET("/api/v1/admin/workers", { signal })),
    refetchInterval: LOOK_MS,
  });
}

export function useProjections() {
  return useQuery({
    queryKey: [...operationsKey, "projections"],
    queryFn: ({ signal }) => body(http.GET("/api/v1/admin/projections", { signal })),
    refetchInterval: LOOK_MS,
  });
}

/** Often enough to see the events go by. */
const REBUILD_LOOK_MS = 1_000;

export function useRebuilds() {
  return useQuery({
    queryKey: [...operationsKey, "rebuilds"],
    queryFn: ({ signal }) => body(http.GET("/api/v1/admin/rebuilds", { signal })),
    refetchInterval: ({ state }) =>
      state.data?.items.some((it) => it.state === "RUNNING") ? REBUILD_LOOK_MS : LOOK_MS,
  });
}

export function useRebuild() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, compareOnly }: { name: string; compareOnly: boolean }) =>
      body(
        http.POST("/api/v1/admin/projections/{name}/rebuild", {
          params: { path: { name } },
          body: { compareOnly },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: operationsKey }),
  });
}

export function useDeadLetters() {
  return useQuery({
    queryKey: [...operationsKey, "dead-letters"],
    queryFn: ({ signal }) =>
      body(http.GET("/api/v1/admin/dead-letters", { params: { query: { limit: 100 } }, signal })),
    refetchInterval: LOOK_MS,
  });
}

export function useDeadLetter(id: string, enabled: boolean) {
  return useQuery({
    queryKey: [...operationsKey, "dead-letters", id],
    queryFn: ({ signal }) =>
      body(http.GET("/api/v1/admin/dead-letters/{id}", { params: { path: { id } }, signal })),
    enabled,
  });
}

export function useDisk() {
  return useQuery({
    queryKey: [...operationsKey, "disk"],
    queryFn: ({ signal }) => body(http.GET("/api/v1/admin/disk", { signal })),
    refetchInterval: SLOW_LOOK_MS,
  });
}

export function useVersions() {
  return useQuery({
    queryKey: [...operationsKey, "versions"],
    queryFn: ({ signal }) => body(http.GET("/api/v1/admin/versions", { signal })),
    staleTime: SLOW_LOOK_MS,
  });
}

export function useRetryDeadLetter() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      body(http.POST("/api/v1/admin/dead-letters/{id}/retry", { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: operationsKey }),
  });
}

export function useRetryAllDeadLetters() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => body(http.POST("/api/v1/admin/dead-letters/retry")),
    onSettled: () => client.invalidateQueries({ queryKey: operationsKey }),
  });
}

export function useEvictDeadLetter(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: EvictDeadLetterRequest) =>
      done(
        http.POST("/api/v1/admin/dead-letters/{id}/evict", {
          body: request,
          params: { path: { id } },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: operationsKey }),
  });
}
