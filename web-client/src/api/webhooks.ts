import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { body, done, http } from "./http";

const ADDRESS = "/api/v1/repositories/{id}/webhook";
const webhookKey = (repositoryId: string) => ["webhook", repositoryId] as const;

export function useWebhook(repositoryId: string) {
  return useQuery({
    queryKey: webhookKey(repositoryId),
    queryFn: ({ signal }) =>
      body(http.GET(ADDRESS, { params: { path: { id: repositoryId } }, signal })),
  });
}

export function useCreateWebhook(repositoryId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => body(http.POST(ADDRESS, { params: { path: { id: repositoryId } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: webhookKey(repositoryId) }),
    // The secret is shown once; it must not stay in a cache.
    gcTime: 0,
  });
}

export function useRemoveWebhook(repositoryId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => done(http.DELETE(ADDRESS, { params: { path: { id: repositoryId } } })),
    onSettled: () => client.invalidateQueries({ queryKey: webhookKey(repositoryId) }),
  });
}
