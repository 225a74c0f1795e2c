import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { body, done, http } from "./http";
import type { Role } from "./types";

export const meKey = ["me"] as const;

export function useAuthMethods() {
  return useQuery({
    queryKey: ["auth-methods"],
    queryFn: ({ signal }) => body(http.GET("/api/v1/auth/methods", { signal })),
    staleTime: 60_000,
  });
}

export function useMe() {
  return useQuery({
    queryKey: meKey,
    queryFn: ({ signal }) => body(http.GET("/api/v1/auth/me", { signal })),
    staleTime: 60_000,
    retry: false,
  });
}

export function useSystem(enabled = true) {
  return useQuery({
    queryKey: ["system"],
    queryFn: ({ signal }) => body(http.GET("/api/v1/system", { signal })),
    staleTime: 300_000,
    retry: false,
    enabled,
  });
}

/** Nothing of the last user may be shown to the next one. */
function forget(client: QueryClient) {
  client.clear();
}

export function useDemoSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (role: Role) => body(http.POST("/api/v1/auth/demo/login", { body: { role } })),
    onSuccess: () => forget(client),
  });
}

export function useLocalSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (credentials: { email: string; password: string }) =>
      body(http.POST("/api/v1/auth/local/login", { body: credentials })),
    onSuccess: () => forget(client),
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => done(http.POST("/api/v1/auth/logout")),
    onSettled: () => forget(client),
  });
}

export function feishuSignInUrl(returnTo: string): string {
  return `/api/v1/auth/feishu/login?returnTo=${encodeURIComponent(returnTo)}`;
}
