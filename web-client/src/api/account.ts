import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { body, done, http } from "./http";
import { meKey } from "./session";
import type { CreateTokenRequest, Role } from "./types";

const tokensKey = ["tokens"] as const;

export function useChangeMyRole() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (role: Exclude<Role, "ADMIN">) =>
      done(http.PUT("/api/v1/auth/role", { body: { role } })),
    onSuccess: () => client.invalidateQueries({ queryKey: meKey }),
  });
}

export function useChangeMyPassword() {
  return useMutation({
    mutationFn: (request: { currentPassword: string; newPassword: string }) =>
      done(http.PUT("/api/v1/auth/password", { body: request })),
  });
}

export function useTokens() {
  return useQuery({
    queryKey: tokensKey,
    queryFn: ({ signal }) => body(http.GET("/api/v1/auth/tokens", { signal })),
  });
}

export function useCreateToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: CreateTokenRequest) =>
      body(http.POST("/api/v1/auth/tokens", { body: request })),
    onSuccess: () => client.invalidateQueries({ queryKey: tokensKey }),
    // The secret is shown once; it must not stay in a cache.
    gcTime: 0,
  });
}

export function useRevokeToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      done(http.DELETE("/api/v1/auth/tokens/{id}", { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: tokensKey }),
  });
}
