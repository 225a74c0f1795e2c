import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { body, done, http } from "./http";

const analysisKey = (repositoryId: string) => ["analysis", repositoryId] as const;

export function useAnalysis(repositoryId: string) {
  return useQuery({
    queryKey: analysisKey(repositoryId),
    queryFn: ({ signal }) =>
      body(
        http.GET("/api/v1/repositories/{id}/analysis", {
          params: { path: { id: repositoryId } },
          signal,
        }),
      ),
    refetchInterval: ({ state }) => {
      const status = state.data?.status;
      return status === "QUEUED" || status === "RUNNING" ? 2500 : false;
    },
  });
}

/** `force`: also when the commit was analysed before. */
export function useAnalyse(repositoryId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ force, key }: { force: boolean; key: string }) =>
      done(
        http.POST("/api/v1/repositories/{id}/analysis", {
          body: { force },
          params: { path: { id: repositoryId }, header: { "Idempotency-Key": key } },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: analysisKey(repositoryId) }),
  });
}
