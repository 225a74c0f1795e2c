import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { body, done, http, ifMatch, versioned } from "./http";
import type { EditRepositoryRequest, LinkRepositoryRequest } from "./types";

const repositoriesKey = (projectId: string) => ["repositories", projectId] as const;
const repositoryKey = (repositoryId: string) => ["repository", repositoryId] as const;

export function useRepositories(projectId: string | undefined) {
  return useQuery({
    queryKey: repositoriesKey(projectId ?? ""),
    queryFn: ({ signal }) =>
      body(
        http.GET("/api/v1/projects/{id}/repositories", {
          params: { path: { id: projectId ?? "" }, query: { limit: 200 } },
          signal,
        }),
      ),
    enabled: projectId !== undefined,
  });
}

export function useRepository(repositoryId: string | null | undefined) {
  return useQuery({
    queryKey: repositoryKey(repositoryId ?? ""),
    queryFn: ({ signal }) => readRepository(repositoryId ?? "", signal),
    enabled: Boolean(repositoryId),
    staleTime: 60_000,
  });
}

export function readRepository(repositoryId: string, signal?: AbortSignal) {
  return versioned(
    http.GET("/api/v1/repositories/{id}", {
      params: { path: { id: repositoryId } },
      ...(signal && { signal }),
    }),
  );
}

/** The project counts its repositories, so it is read again too. */
function useRepositoriesRefresh(projectId: string) {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: repositoriesKey(projectId) }),
      client.invalidateQueries({ queryKey: ["repository"] }),
      client.invalidateQueries({ queryKey: ["project", projectId] }),
    ]);
}

export function useLinkRepository(projectId: string) {
  const refresh = useRepositoriesRefresh(projectId);
  return useMutation({
    mutationFn: ({ request, key }: { request: LinkRepositoryRequest; key: string }) =>
      body(
        http.POST("/api/v1/projects/{id}/repositories", {
          body: request,
          params: { path: { id: projectId }, header: { "Idempotency-Key": key } },
        }),
      ),
    onSuccess: refresh,
  });
}

interface RepositoryEdit {
  repositoryId: string;
  request: EditRepositoryRequest;
  etag: string | null;
}

export function useEditRepository(projectId: string) {
  const refresh = useRepositoriesRefresh(projectId);
  return useMutation({
    mutationFn: ({ repositoryId, request, etag }: RepositoryEdit) =>
      done(
        http.PATCH("/api/v1/repositories/{id}", {
          body: request,
          params: { path: { id: repositoryId } },
          headers: ifMatch(etag),
        }),
      ),
    onSuccess: refresh,
  });
}

export function useUnlinkRepository(projectId: string) {
  const refresh = useRepositoriesRefresh(projectId);
  return useMutation({
    mutationFn: (repositoryId: string) =>
      done(http.DELETE("/api/v1/repositories/{id}", { params: { path: { id: repositoryId } } })),
    onSuccess: refresh,
  });
}
