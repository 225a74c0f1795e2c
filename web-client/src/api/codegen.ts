import {
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type { operations } from "./generated/schema";
import { body, done, http } from "./http";
import { type DiffScope, type GenerationDetails, isFinished } from "./types";

export const generationKey = (taskId: string) => ["generation", taskId] as const;

export function useGenerations(requirementId: string | undefined) {
  return useQuery({
    queryKey: ["generations", requirementId],
    queryFn: ({ signal }) =>
      body(
        http.GET("/api/v1/codegen", {
          params: { query: { requirementId: requirementId ?? "", limit: 50 } },
          signal,
        }),
      ),
    enabled: requirementId !== undefined,
    refetchInterval: (query) =>
      query.state.data?.items.some((task) => !isFinished(task.status)) ? 3000 : false,
  });
}

export type GenerationFilter = Omit<
  NonNullable<operations["findGenerations"]["parameters"]["query"]>,
  "cursor" | "limit"
>;

/** The generations of all projects that the reader belongs to. */
export function useGenerationList(filter: GenerationFilter) {
  return useInfiniteQuery({
    queryKey: ["generations", "list", filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      body(
        http.GET("/api/v1/codegen", {
          params: { query: { ...filter, ...(pageParam && { cursor: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

export function readGeneration(taskId: string, signal?: AbortSignal): Promise<GenerationDetails> {
  return body(
    http.GET("/api/v1/codegen/{id}", {
      params: { path: { id: taskId } },
      ...(signal && { signal }),
    }),
  );
}

export function useGeneration(taskId: string) {
  return useQuery({
    queryKey: generationKey(taskId),
    queryFn: ({ signal }) => readGeneration(taskId, signal),
    // The stream reports changes; this only catches what a dead connection would hide.
    refetchInterval: (query) =>
      query.state.data && isFinished(query.state.data.status) ? false : 5000,
  });
}

/** After a finished run everything derived from it may have changed. */
export function refreshGeneration(client: QueryClient, taskId: string): Promise<unknown> {
  return Promise.all([
    client.invalidateQueries({ queryKey: generationKey(taskId) }),
    client.invalidateQueries({ queryKey: ["diff", taskId] }),
    client.invalidateQueries({ queryKey: ["reviews", taskId] }),
    client.invalidateQueries({ queryKey: ["generations"] }),
    client.invalidateQueries({ queryKey: ["requirement"] }),
    client.invalidateQueries({ queryKey: ["requirements"] }),
  ]);
}

export function useCancelGeneration(taskId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      done(http.POST("/api/v1/codegen/{id}/cancel", { params: { path: { id: taskId } } })),
    onSettled: () => refreshGeneration(client, taskId),
  });
}

export function useRetryGeneration(taskId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (key: string) =>
      done(
        http.POST("/api/v1/codegen/{id}/retry", {
          params: { path: { id: taskId }, header: { "Idempotency-Key": key } },
        }),
      ),
    onSettled: () => refreshGeneration(client, taskId),
  });
}

export function usePrompt(taskId: string, enabled: boolean) {
  return useQuery({
    queryKey: ["prompt", taskId],
    queryFn: ({ signal }) =>
      body(
        http.GET("/api/v1/codegen/{id}/prompt", {
          params: { path: { id: taskId } },
          parseAs: "text",
          signal,
        }),
      ),
    enabled,
    retry: false,
  });
}

export function readWholeEvent(taskId: string, sequence: number) {
  return body(
    http.GET("/api/v1/codegen/{id}/events/{sequence}", {
      params: { path: { id: taskId, sequence } },
    }),
  );
}

export const downloads = {
  raw: (taskId: string) => `/api/v1/codegen/${encodeURIComponent(taskId)}/raw`,
  patch: (taskId: string, scope: DiffScope) =>
    `/api/v1/codegen/${encodeURIComponent(taskId)}/diff.patch?scope=${scope}`,
  evidence: (taskId: string) => `/api/v1/codegen/${encodeURIComponent(taskId)}/evidence`,
};
