import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { body, done, http } from "./http";
import { changeItem, type Pages } from "./pages";
import type { Member, ProjectRole } from "./types";

const membersKey = (projectId: string) => ["members", projectId] as const;

export function useMembers(projectId: string | undefined) {
  return useInfiniteQuery({
    queryKey: membersKey(projectId ?? ""),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      body(
        http.GET("/api/v1/projects/{id}/members", {
          params: {
            path: { id: projectId ?? "" },
            query: { limit: 200, ...(pageParam && { cursor: pageParam }) },
          },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    enabled: projectId !== undefined,
  });
}

interface Membership {
  userId: string;
  role: ProjectRole;
}

function useMembersCache(projectId: string) {
  const client = useQueryClient();
  const key = membersKey(projectId);
  return {
    /** Shows the change at once; answers how to take it back. */
    async show(userId: string, change: ((member: Member) => Member) | null) {
      await client.cancelQueries({ queryKey: key });
      const before = client.getQueryData<Pages<Member>>(key);
      client.setQueryData<Pages<Member>>(key, (pages) =>
        changeItem(pages, (member) => member.userId === userId, change),
      );
      return () => client.setQueryData(key, before);
    },
    refresh: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: key }),
        client.invalidateQueries({ queryKey: ["project", projectId] }),
        client.invalidateQueries({ queryKey: ["projects"] }),
      ]),
  };
}

function sendMembership(projectId: string, membership: Membership) {
  return done(
    http.POST("/api/v1/projects/{id}/members", {
      body: membership,
      params: { path: { id: projectId } },
    }),
  );
}

export function useAddMember(projectId: string) {
  const { refresh } = useMembersCache(projectId);
  return useMutation({
    mutationFn: (membership: Membership) => sendMembership(projectId, membership),
    onSuccess: refresh,
  });
}

export function useChangeMember(projectId: string) {
  const { show, refresh } = useMembersCache(projectId);
  return useMutation({
    mutationFn: (membership: Membership) => sendMembership(projectId, membership),
    onMutate: ({ userId, role }) => show(userId, (member) => ({ ...member, role })),
    onError: (_error, _membership, takeBack) => takeBack?.(),
    onSettled: refresh,
  });
}

export function useRemoveMember(projectId: string) {
  const { refresh } = useMembersCache(projectId);
  return useMutation({
    mutationFn: (userId: string) =>
      done(
        http.DELETE("/api/v1/projects/{id}/members/{userId}", {
          params: { path: { id: projectId, userId } },
        }),
      ),
    onSuccess: refresh,
  });
}
