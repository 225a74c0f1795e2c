import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { asObject } from "@/lib/json";
import { body, done, http } from "./http";
import type { AddEventSubscriptionRequest } from "./types";

const ADDRESS = "/api/v1/event-subscriptions";
const key = ["event-subscriptions"] as const;

/** Often enough to watch a receiver come back. */
const LOOK_MS = 5_000;

export function useEventSubscriptions() {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => body(http.GET(ADDRESS, { signal })),
    refetchInterval: LOOK_MS,
  });
}

export function useEventDeliveries(id: string) {
  return useQuery({
    queryKey: [...key, id, "deliveries"],
    queryFn: ({ signal }) =>
      body(http.GET(`${ADDRESS}/{id}/deliveries`, { params: { path: { id } }, signal })),
    refetchInterval: LOOK_MS,
  });
}

/** The types of events by name, and the beginnings that several of them share, with a star. */
export function useEventTypes() {
  return useQuery({
    queryKey: ["event-types"],
    queryFn: async ({ signal }) => {
      const described = await body(
        http.GET("/api/v1/events/asyncapi.json", { signal, parseAs: "json" }),
      );
      const { messages } = asObject(asObject(described).components);
      const types = Object.keys(asObject(messages)).sort();
      const groups = new Set(types.map((type) => type.replace(/\.[^.]+\.v\d+$/, ".*")));
      return [...groups, ...types];
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: key });
}

export function useAddEventSubscription() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (request: AddEventSubscriptionRequest) =>
      body(http.POST(ADDRESS, { body: request })),
    onSuccess: refresh,
    // The secret is shown once; it must not stay in a cache.
    gcTime: 0,
  });
}

export function usePauseEventSubscription(id: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (pause: boolean) => {
      const params = { path: { id } };
      return done(
        pause
          ? http.POST(`${ADDRESS}/{id}/pause`, { params })
          : http.POST(`${ADDRESS}/{id}/resume`, { params }),
      );
    },
    onSettled: refresh,
  });
}

export function useReplayEventSubscription(id: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (after: number) =>
      done(http.POST(`${ADDRESS}/{id}/replay`, { params: { path: { id } }, body: { after } })),
    onSettled: refresh,
  });
}

export function useRemoveEventSubscription(id: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: () => done(http.DELETE(`${ADDRESS}/{id}`, { params: { path: { id } } })),
    onSettled: refresh,
  });
}
