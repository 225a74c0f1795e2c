import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { body, done, http } from "./http";
import { changeItem, type Pages } from "./pages";
import type { Notice, NoticePreferences } from "./types";

const noticesKey = ["notices"] as const;
const countKey = ["notice-count"] as const;
const preferencesKey = ["notice-preferences"] as const;

const COUNT_MS = 30_000;

/** One number, so that the bell costs the server nearly nothing. */
export function useUnreadCount() {
  return useQuery({
    queryKey: countKey,
    queryFn: ({ signal }) => body(http.GET("/api/v1/notices/count", { signal })),
    refetchInterval: COUNT_MS,
    staleTime: COUNT_MS / 2,
    retry: false,
  });
}

export function useNotices(unread: boolean) {
  return useInfiniteQuery({
    queryKey: [...noticesKey, { unread }],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      body(
        http.GET("/api/v1/notices", {
          params: {
            query: { ...(unread && { unread }), ...(pageParam && { cursor: pageParam }) },
          },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: COUNT_MS,
  });
}

/** Marks some as read, or all. */
export function useReadNotices() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (which: { ids: string[] } | { all: true }) =>
      done(http.POST("/api/v1/notices/read", { body: which })),
    onMutate: (which) => {
      const matches = ({ id }: Notice) => "all" in which || which.ids.includes(id);
      client.setQueriesData<Pages<Notice>>({ queryKey: noticesKey }, (pages) =>
        changeItem(pages, matches, (notice) => ({ ...notice, read: true })),
      );
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: countKey }),
        client.invalidateQueries({ queryKey: noticesKey }),
      ]),
  });
}

export function useNoticePreferences() {
  return useQuery({
    queryKey: preferencesKey,
    queryFn: ({ signal }) => body(http.GET("/api/v1/auth/me/notices", { signal })),
  });
}

export function useChangeNoticePreferences() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (preferences: NoticePreferences) =>
      done(http.PUT("/api/v1/auth/me/notices", { body: preferences })),
    onMutate: (preferences) => {
      const before = client.getQueryData<NoticePreferences>(preferencesKey);
      client.setQueryData(preferencesKey, preferences);
      return before;
    },
    onError: (_error, _preferences, before) => client.setQueryData(preferencesKey, before),
    onSettled: () => client.invalidateQueries({ queryKey: preferencesKey }),
  });
}
