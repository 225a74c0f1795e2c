import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { body, done, http } from "./http";
import { refreshRequirement } from "./requirements";

/** What stands beside a requirement's own words: its document, its attachments, its history. */
export function useDocumentText(requirementId: string, revision: string | null) {
  return useQuery({
    queryKey: ["requirement-document", requirementId, revision],
    queryFn: ({ signal }) =>
      body(
        http.GET("/api/v1/requirements/{id}/document", {
          params: { path: { id: requirementId } },
          signal,
        }),
      ),
    enabled: revision !== null,
  });
}

export function importDocument(requirementId: string, url: string) {
  return body(
    http.POST("/api/v1/requirements/{id}/document", {
      body: { url },
      params: { path: { id: requirementId } },
    }),
  );
}

export function useImportDocument(requirementId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (url: string) => importDocument(requirementId, url),
    onSuccess: () =>
      Promise.all([
        refreshRequirement(client),
        client.invalidateQueries({ queryKey: ["requirement-document", requirementId] }),
      ]),
  });
}

export function useAddAttachment(requirementId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, content, key }: { name: string; content: string; key: string }) =>
      done(
        http.POST("/api/v1/requirements/{id}/attachments", {
          body: { name, content },
          params: { path: { id: requirementId } },
          headers: { "Idempotency-Key": key },
        }),
      ),
    onSuccess: () => refreshRequirement(client),
  });
}

export function useRemoveAttachment(requirementId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (attachmentId: string) =>
      done(
        http.DELETE("/api/v1/requirements/{id}/attachments/{attachmentId}", {
          params: { path: { id: requirementId, attachmentId } },
        }),
      ),
    onSettled: () => refreshRequirement(client),
  });
}

export function attachmentUrl(requirementId: string, attachmentId: string): string {
  const [requirement, attachment] = [requirementId, attachmentId].map(encodeURIComponent);
  return `/api/v1/requirements/${requirement}/attachments/${attachment}`;
}

export function useHistory(requirementId: string) {
  return useInfiniteQuery({
    queryKey: ["requirement-history", requirementId],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      body(
        http.GET("/api/v1/requirements/{id}/history", {
          params: {
            path: { id: requirementId },
            query: { limit: 100, ...(pageParam && { cursor: pageParam }) },
          },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}
