import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { body, http } from "./http";
import {
  type CreateRequirementRequest,
  type GenerateRequest,
  isFinished,
  type RequirementStatus,
} from "./types";

export interface RequirementFilter {
  projectId: string;
  status: RequirementStatus | null;
  q: string;
}

const requirementsKey = ["requirements"] as const;
const requirementKey = (idOrKey: string) => ["requirement", idOrKey] as const;

export function useRequirements(filter: RequirementFilter) {
  return useInfiniteQuery({
    queryKey: [...requirementsKey, filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      body(
        http.GET("/api/v1/requirements", {
          params: {
            query: {
              projectId: filter.projectId,
              ...(filter.status && { status: filter.status }),
              ...(filter.q && { q: filter.q }),
              ...(pageParam && { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: (query) => {
      const items = query.state.data?.pages.flatMap((page) => page.items) ?? [];
      return items.some((item) => item.status === "GENERATING") ? 5000 : false;
    },
  });
}

export function useRequirement(idOrKey: string) {
  return useQuery({
    queryKey: requirementKey(idOrKey),
    queryFn: ({ signal }) =>
      body(http.GET("/api/v1/requirements/{idOrKey}", { params: { path: { idOrKey } }, signal })),
    refetchInterval: (query) => {
      const latest = query.state.data?.latestGeneration;
      return latest && !isFinished(latest.status) ? 3000 : false;
    },
  });
}

export function useCreateRequirement(projectId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ request, key }: { request: CreateRequirementRequest; key: string }) =>
      body(
        http.POST("/api/v1/projects/{id}/requirements", {
          body: request,
          params: { path: { id: projectId }, header: { "Idempotency-Key": key } },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: requirementsKey }),
  });
}

export function useGenerateCode(requirementId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ request, key }: { request: GenerateRequest; key: string }) =>
      body(
        http.POST("/api/v1/requirements/{id}/generate", {
          body: request,
          params: { path: { id: requirementId }, header: { "Idempotency-Key": key } },
        }),
      ),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["requirement"] }),
        client.invalidateQueries({ queryKey: requirementsKey }),
        client.invalidateQueries({ queryKey: ["generations"] }),
      ]),
  });
}
