import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { body, done, http } from "./http";
import { changeItem, type Pages } from "./pages";
import type { CreateUserRequest, EditUserRequest, Role, UserEntry, UserStatus } from "./types";

export interface UserFilter {
  q: string;
  role: Role | null;
  status: UserStatus | null;
}

const usersKey = ["users"] as const;
const userListKey = [...usersKey, "list"] as const;

export function useUsers({ q, role, status }: UserFilter) {
  return useInfiniteQuery({
    queryKey: [...userListKey, { q, role, status }],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      body(
        http.GET("/api/v1/users", {
          params: {
            query: {
              ...(q && { q }),
              ...(role && { role }),
              ...(status && { status }),
              ...(pageParam && { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** A few users by name or email, for a search while typing. */
export function useUserSearch(q: string, enabled: boolean) {
  return useQuery({
    queryKey: [...usersKey, "search", q],
    queryFn: ({ signal }) =>
      body(
        http.GET("/api/v1/users", { params: { query: { ...(q && { q }), limit: 20 } }, signal }),
      ),
    enabled,
    placeholderData: (before) => before,
  });
}

export function useCreateUser() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ request, key }: { request: CreateUserRequest; key: string }) =>
      done(http.POST("/api/v1/users", { body: request, headers: { "Idempotency-Key": key } })),
    onSuccess: () => client.invalidateQueries({ queryKey: usersKey }),
  });
}

export function useEditUser() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, change }: { id: string; change: EditUserRequest }) =>
      done(http.PATCH("/api/v1/users/{id}", { body: change, params: { path: { id } } })),
    onMutate: async ({ id, change }) => {
      await client.cancelQueries({ queryKey: userListKey });
      const before = client.getQueriesData<Pages<UserEntry>>({ queryKey: userListKey });
      client.setQueriesData<Pages<UserEntry>>({ queryKey: userListKey }, (pages) =>
        changeItem(
          pages,
          (user) => user.id === id,
          (user) => ({
            ...user,
            ...(change.role && { role: change.role }),
            ...(change.status && { status: change.status }),
          }),
        ),
      );
      return before;
    },
    onError: (_error, _change, before) => {
      for (const [key, pages] of before ?? []) client.setQueryData(key, pages);
    },
    onSettled: () => client.invalidateQueries({ queryKey: usersKey }),
  });
}

export function useResetPassword(userId: string) {
  return useMutation({
    mutationFn: (password: string) =>
      done(
        http.PUT("/api/v1/users/{id}/password", {
          body: { password },
          params: { path: { id: userId } },
        }),
      ),
  });
}
