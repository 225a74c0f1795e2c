import {
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { body, done, http, ifMatch, versioned } from "./http";
import {
  type CreateRequirementRequest,
  type EditRequirementRequest,
  type GenerateRequest,
  isFinished,
  type Priority,
  type RequirementDetails,
  type RequirementStatus,
  type Versioned,
} from "./types";

export type RequirementSort = "newest" | "updated" | "priority";

export interface RequirementFilter {
  projectId: string | null;
  status: RequirementStatus | null;
  priority: Priority | null;
  assigneeId: string | null;
  mine: boolean;
  q: string;
  sort: RequirementSort;
  /** Only what was merged, closed or rejected in this time. */
  ended?: Days | null;
}

/** From a day to a day, both included. */
export interface Days {
  from: string;
  to: string;
  zone: string;
}

const requirementsKey = ["requirements"] as const;
const requirementKey = (idOrKey: string) => ["requirement", idOrKey] as const;

function queryOf(filter: RequirementFilter) {
  const { projectId, status, priority, assigneeId, mine, q, sort, ended } = filter;
  return {
    ...(ended && { endedFrom: ended.from, endedTo: ended.to, zone: ended.zone }),
    ...(projectId && { projectId }),
    ...(status && { status }),
    ...(priority && { priority }),
    ...(assigneeId && { assigneeId }),
    ...(mine && { mine }),
    ...(q && { q }),
    ...(sort !== "newest" && { sort }),
  };
}

export function useRequirements(filter: RequirementFilter, limit?: number) {
  return useInfiniteQuery({
    queryKey: [...requirementsKey, filter, limit ?? null],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      body(
        http.GET("/api/v1/requirements", {
          params: {
            query: {
              ...queryOf(filter),
              ...(limit && { limit }),
              ...(pageParam && { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: (query) => {
      const items = query.state.data?.pages.flatMap((page) => page.items) ?? [];
      return items.some((item) => item.status === "GENERATING") ? 5000 : false;
    },
  });
}

/** A few requirements by title or key, for a search while typing. */
export function useRequirementSearch(q: string, enabled: boolean) {
  return useQuery({
    queryKey: [...requirementsKey, "search", q],
    queryFn: ({ signal }) =>
      body(http.GET("/api/v1/requirements", { params: { query: { q, limit: 8 } }, signal })),
    enabled,
    placeholderData: (before) => before,
  });
}

const MOVED_BY_OTHERS: ReadonlySet<RequirementStatus> = new Set([
  "GENERATED",
  "IN_REVIEW",
  "APPROVED",
  "MERGE_REQUESTED",
]);

export function useRequirement(idOrKey: string) {
  return useQuery({
    queryKey: requirementKey(idOrKey),
    queryFn: ({ signal }) => readRequirement(idOrKey, signal),
    refetchInterval: (query) => {
      const latest = query.state.data?.latestGeneration;
      if (latest && !isFinished(latest.status)) return 3000;
      // Reviews and merges of other people move it too.
      return query.state.data && MOVED_BY_OTHERS.has(query.state.data.status) ? 15_000 : false;
    },
  });
}

export function readRequirement(idOrKey: string, signal?: AbortSignal) {
  return versioned(
    http.GET("/api/v1/requirements/{idOrKey}", {
      params: { path: { idOrKey } },
      ...(signal && { signal }),
    }),
  );
}

/** After any change of a requirement everything that shows it is read again. */
export function refreshRequirement(client: QueryClient): Promise<unknown> {
  return Promise.all([
    client.invalidateQueries({ queryKey: ["requirement"] }),
    client.invalidateQueries({ queryKey: requirementsKey }),
    client.invalidateQueries({ queryKey: ["requirement-history"] }),
  ]);
}

export function useCreateRequirement(projectId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ request, key }: { request: CreateRequirementRequest; key: string }) =>
      body(
        http.POST("/api/v1/projects/{id}/requirements", {
          body: request,
          params: { path: { id: projectId }, header: { "Idempotency-Key": key } },
        }),
      ),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: requirementsKey }),
        client.invalidateQueries({ queryKey: ["project", projectId] }),
      ]),
  });
}

interface RequirementEdit {
  request: EditRequirementRequest;
  etag: string | null;
  /** What the edit makes true at once on the screen. */
  look?: Partial<RequirementDetails>;
}

export function useEditRequirement(requirementId: string) {
  const client = useQueryClient();
  const isThis = (data: unknown) => (data as RequirementDetails | undefined)?.id === requirementId;
  return useMutation({
    mutationFn: ({ request, etag }: RequirementEdit) =>
      done(
        http.PATCH("/api/v1/requirements/{id}", {
          body: request,
          params: { path: { id: requirementId } },
          headers: ifMatch(etag),
        }),
      ),
    onMutate: async ({ look }) => {
      if (!look) return [];
      await client.cancelQueries({ queryKey: ["requirement"] });
      const before = client
        .getQueriesData<Versioned<RequirementDetails>>({ queryKey: ["requirement"] })
        .filter(([, data]) => isThis(data));
      for (const [key, data] of before) client.setQueryData(key, { ...data, ...look });
      return before;
    },
    onError: (_error, _edit, before) => {
      for (const [key, data] of before ?? []) client.setQueryData(key, data);
    },
    onSettled: () => refreshRequirement(client),
  });
}

export function useCloseRequirement(requirementId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ reason, etag }: { reason: string; etag: string | null }) =>
      done(
        http.POST("/api/v1/requirements/{id}/close", {
          body: reason ? { reason } : {},
          params: { path: { id: requirementId } },
          headers: ifMatch(etag),
        }),
      ),
    onSettled: () => refreshRequirement(client),
  });
}

export function useReopenRequirement(requirementId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      done(
        http.POST("/api/v1/requirements/{id}/reopen", { params: { path: { id: requirementId } } }),
      ),
    onSettled: () => refreshRequirement(client),
  });
}

export function useGenerateCode(requirementId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ request, key }: { request: GenerateRequest; key: string }) =>
      body(
        http.POST("/api/v1/requirements/{id}/generate", {
          body: request,
          params: { path: { id: requirementId }, header: { "Idempotency-Key": key } },
        }),
      ),
    onSuccess: () =>
      Promise.all([
        refreshRequirement(client),
        client.invalidateQueries({ queryKey: ["generations"] }),
      ]),
  });
}
