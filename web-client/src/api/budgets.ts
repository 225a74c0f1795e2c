import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { body, done, http } from "./http";
import type { SetProjectBudgetRequest } from "./types";

const projectBudgetKey = (projectId: string) => ["budget", "project", projectId] as const;

export function useProjectBudget(projectId: string) {
  return useQuery({
    queryKey: projectBudgetKey(projectId),
    queryFn: ({ signal }) =>
      body(
        http.GET("/api/v1/projects/{id}/budget", { params: { path: { id: projectId } }, signal }),
      ),
  });
}

export function useSetProjectBudget(projectId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: SetProjectBudgetRequest) =>
      done(
        http.PUT("/api/v1/projects/{id}/budget", {
          params: { path: { id: projectId } },
          body: request,
        }),
      ),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["budget"] }),
        client.invalidateQueries({ queryKey: ["dashboard"] }),
      ]),
  });
}

export function useRequirementBudget(requirementId: string) {
  return useQuery({
    queryKey: ["budget", "requirement", requirementId],
    queryFn: ({ signal }) =>
      body(
        http.GET("/api/v1/requirements/{id}/budget", {
          params: { path: { id: requirementId } },
          signal,
        }),
      ),
  });
}
