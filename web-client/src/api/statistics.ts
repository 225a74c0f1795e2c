import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { body, done, http } from "./http";
import type { RequirementStatus } from "./types";

export interface StatisticsFilter {
  projectId: string | null;
  /** The first and the last day. */
  from: string;
  to: string;
  zone: string;
  bucket: "day" | "week";
}

export function useDashboard(zone: string) {
  return useQuery({
    queryKey: ["dashboard", zone],
    queryFn: ({ signal }) =>
      body(http.GET("/api/v1/dashboard", { params: { query: { zone } }, signal })),
    refetchInterval: 15_000,
  });
}

export function useStatistics({ projectId, ...time }: StatisticsFilter) {
  return useQuery({
    queryKey: ["statistics", projectId, time],
    queryFn: ({ signal }) =>
      body(
        http.GET("/api/v1/statistics", {
          params: { query: { ...time, ...(projectId && { projectId }) } },
          signal,
        }),
      ),
    placeholderData: (before) => before,
  });
}

const boardKey = (projectId: string) => ["board", projectId] as const;

export function useBoard(projectId: string) {
  return useQuery({
    queryKey: boardKey(projectId),
    queryFn: ({ signal }) =>
      body(
        http.GET("/api/v1/projects/{id}/board", { params: { path: { id: projectId } }, signal }),
      ),
    refetchInterval: 10_000,
  });
}

export type BoardLimits = Partial<Record<RequirementStatus, number>>;

export function useSetBoardLimits(projectId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (limits: BoardLimits) =>
      done(
        http.PUT("/api/v1/projects/{id}/board", {
          params: { path: { id: projectId } },
          body: { limits },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: boardKey(projectId) }),
  });
}
