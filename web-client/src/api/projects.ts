import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { body, done, http, ifMatch, versioned } from "./http";
import type { CreateProjectRequest, EditProjectRequest } from "./types";

const projectsKey = ["projects"] as const;
const projectKey = (projectId: string) => ["project", projectId] as const;

export function useProjects(q: string, archived = false) {
  return useInfiniteQuery({
    queryKey: [...projectsKey, { q, archived }],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      body(
        http.GET("/api/v1/projects", {
          params: {
            query: {
              ...(q && { q }),
              ...(archived && { archived }),
              ...(pageParam && { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** A few projects whose name or key holds the text, for a search while typing. */
export function useProjectSearch(q: string, enabled: boolean) {
  return useQuery({
    queryKey: [...projectsKey, "search", q],
    queryFn: ({ signal }) =>
      body(
        http.GET("/api/v1/projects", { params: { query: { ...(q && { q }), limit: 6 } }, signal }),
      ),
    enabled,
    placeholderData: (before) => before,
  });
}

export function useProject(projectId: string | undefined) {
  return useQuery({
    queryKey: projectKey(projectId ?? ""),
    queryFn: ({ signal }) => readProject(projectId ?? "", signal),
    enabled: projectId !== undefined,
  });
}

export function readProject(projectId: string, signal?: AbortSignal) {
  return versioned(
    http.GET("/api/v1/projects/{id}", {
      params: { path: { id: projectId } },
      ...(signal && { signal }),
    }),
  );
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

function useProjectRefresh(projectId: string) {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: projectKey(projectId) }),
      client.invalidateQueries({ queryKey: projectsKey }),
    ]);
}

export function useEditProject(projectId: string) {
  const refresh = useProjectRefresh(projectId);
  return useMutation({
    mutationFn: ({ request, etag }: { request: EditProjectRequest; etag: string | null }) =>
      done(
        http.PATCH("/api/v1/projects/{id}", {
          body: request,
          params: { path: { id: projectId } },
          headers: ifMatch(etag),
        }),
      ),
    onSuccess: refresh,
  });
}

export function useArchiveProject(projectId: string) {
  const refresh = useProjectRefresh(projectId);
  return useMutation({
    mutationFn: () =>
      done(http.DELETE("/api/v1/projects/{id}", { params: { path: { id: projectId } } })),
    onSuccess: refresh,
  });
}
