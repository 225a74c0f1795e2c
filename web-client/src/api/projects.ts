import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { body, http } from "./http";
import type { CreateProjectRequest, LinkRepositoryRequest } from "./types";

const projectsKey = ["projects"] as const;
const repositoriesKey = (projectId: string) => ["repositories", projectId] as const;

export function useProjects(q: string) {
  return useInfiniteQuery({
    queryKey: [...projectsKey, { q }],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      body(
        http.GET("/api/v1/projects", {
          params: { query: { ...(q && { q }), ...(pageParam && { cursor: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

export function useProject(projectId: string | undefined) {
  return useQuery({
    queryKey: ["project", projectId],
    queryFn: ({ signal }) =>
      body(
        http.GET("/api/v1/projects/{id}", { params: { path: { id: projectId ?? "" } }, signal }),
      ),
    enabled: projectId !== undefined,
  });
}

export function useCreateProject() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ request, key }: { request: CreateProjectRequest; key: string }) =>
      body(
        http.POST("/api/v1/projects", {
          body: request,
          params: { header: { "Idempotency-Key": key } },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: projectsKey }),
  });
}

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
    queryKey: ["repository", repositoryId],
    queryFn: ({ signal }) =>
      body(
        http.GET("/api/v1/repositories/{id}", {
          params: { path: { id: repositoryId ?? "" } },
          signal,
        }),
      ),
    enabled: Boolean(repositoryId),
    staleTime: 60_000,
  });
}

export function useLinkRepository(projectId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ request, key }: { request: LinkRepositoryRequest; key: string }) =>
      body(
        http.POST("/api/v1/projects/{id}/repositories", {
          body: request,
          params: { path: { id: projectId }, header: { "Idempotency-Key": key } },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: repositoriesKey(projectId) }),
  });
}
