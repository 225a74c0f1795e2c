import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { generationKey } from "./codegen";
import { body, done, http } from "./http";
import type { Reviews, Side, SubmitReviewRequest, Verdict } from "./types";

/** A draft as it is kept: what is not there is left out. */
export interface StoredDraft {
  verdict?: Verdict;
  comment?: string;
  lineComments: {
    path: string;
    side: Side;
    line: number;
    endLine: number;
    body: string;
    findingId?: string;
  }[];
}

const reviewsKey = (taskId: string) => ["reviews", taskId] as const;

const RUNNING_MS = 2500;
const IDLE_MS = 20_000;

/** What people and the second agent think of a change; looked at more often while the agent reads. */
export function useReviews(taskId: string, enabled = true) {
  return useQuery({
    queryKey: reviewsKey(taskId),
    queryFn: ({ signal }) =>
      body(http.GET("/api/v1/codegen/{id}/reviews", { params: { path: { id: taskId } }, signal })),
    enabled,
    refetchInterval: (query) =>
      query.state.data?.ai.at(-1)?.status === "RUNNING" ? RUNNING_MS : IDLE_MS,
  });
}

function refresh(client: QueryClient, taskId: string): Promise<unknown> {
  return client.invalidateQueries({ queryKey: reviewsKey(taskId) });
}

export function useRequestAiReview(taskId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (key: string) =>
      done(
        http.POST("/api/v1/codegen/{id}/reviews/ai", {
          params: { path: { id: taskId }, header: { "Idempotency-Key": key } },
        }),
      ),
    onSettled: () => refresh(client, taskId),
  });
}

/** Keeps the caller's draft; one without content is dropped. `leaving`: the page may be gone before the answer. */
export function saveDraft(
  taskId: string,
  draft: StoredDraft | null,
  leaving: boolean,
): Promise<void> {
  const options = { params: { path: { id: taskId } }, keepalive: leaving };
  return done(
    draft
      ? http.PUT("/api/v1/codegen/{id}/reviews/draft", { ...options, body: draft })
      : http.DELETE("/api/v1/codegen/{id}/reviews/draft", options),
  );
}

/** What was saved stands in the cache too, so that coming back to the page shows it. */
export function rememberDraft(
  client: QueryClient,
  taskId: string,
  draft: StoredDraft | null,
): void {
  client.setQueryData<Reviews>(
    reviewsKey(taskId),
    (reviews) =>
      reviews && {
        ...reviews,
        draft: draft && { ...draft, savedAt: new Date().toISOString() },
      },
  );
}

export function useSubmitReview(taskId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ request, key }: { request: SubmitReviewRequest; key: string }) =>
      body(
        http.POST("/api/v1/codegen/{id}/reviews/human", {
          body: request,
          params: { path: { id: taskId }, header: { "Idempotency-Key": key } },
        }),
      ),
    onSuccess: () => {
      rememberDraft(client, taskId, null);
      return Promise.all([
        refresh(client, taskId),
        client.invalidateQueries({ queryKey: ["requirement"] }),
        client.invalidateQueries({ queryKey: ["requirements"] }),
        client.invalidateQueries({ queryKey: ["generations"] }),
        client.invalidateQueries({ queryKey: generationKey(taskId) }),
        client.invalidateQueries({ queryKey: ["merge-request", taskId] }),
      ]);
    },
  });
}

interface FindingRef {
  reviewId: string;
  issueId: string;
}

/** Sets a finding aside with a reason; without one it comes back. */
export function useDismissFinding(taskId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ reviewId, issueId, reason }: FindingRef & { reason: string | null }) => {
      const params = { path: { id: taskId, reviewId, issueId } };
      const address = "/api/v1/codegen/{id}/reviews/ai/{reviewId}/issues/{issueId}/dismissal";
      return done(
        reason === null
          ? http.DELETE(address, { params })
          : http.PUT(address, { params, body: { reason } }),
      );
    },
    onSettled: () => refresh(client, taskId),
  });
}

export function useMarkAddressed(taskId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (mark: { roundId: string; commentId: string; addressed: boolean }) => {
      const { roundId, commentId, addressed } = mark;
      return done(
        http.PUT("/api/v1/codegen/{id}/reviews/human/{roundId}/comments/{commentId}/addressed", {
          params: { path: { id: taskId, roundId, commentId } },
          body: { addressed },
        }),
      );
    },
    // The box answers at once; what the server says of it comes after.
    onMutate: ({ roundId, commentId, addressed }) => {
      client.setQueryData<Reviews>(
        reviewsKey(taskId),
        (reviews) =>
          reviews && {
            ...reviews,
            human: reviews.human.map((round) =>
              round.id === roundId
                ? {
                    ...round,
                    lineComments: round.lineComments.map((comment) =>
                      comment.id === commentId ? { ...comment, addressed } : comment,
                    ),
                  }
                : round,
            ),
          },
      );
    },
    onSettled: () => refresh(client, taskId),
  });
}
