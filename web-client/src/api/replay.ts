import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { body, http } from "./http";
import { toProblem } from "./problem";

const MOST_FILES = 10_000;

/** The files after an event: all of the work tree, or those that the run has changed and deleted. */
export function useFilesAt(taskId: string, at: number, changed: boolean) {
  return useQuery({
    queryKey: ["files", taskId, at, changed],
    queryFn: ({ signal }) =>
      body(
        http.GET("/api/v1/codegen/{id}/files", {
          params: { path: { id: taskId }, query: { at, changed, limit: MOST_FILES } },
          signal,
        }),
      ),
    staleTime: 60_000,
    retry: false,
    placeholderData: keepPreviousData,
  });
}

const LONGEST_TEXT = 512 * 1024;

/** A file's text, or null where it is none that can be shown. */
async function readFileAt(
  taskId: string,
  path: string,
  at: number,
  signal: AbortSignal,
): Promise<string | null> {
  const query = new URLSearchParams({ path, at: String(at) });
  const url = `/api/v1/codegen/${encodeURIComponent(taskId)}/files/-?${query}`;
  const response = await fetch(url, { signal, headers: { Accept: "*/*" } });
  if (!response.ok) {
    throw toProblem(response.status, await response.json().catch(() => undefined));
  }
  const bytes = await response.arrayBuffer();
  if (bytes.byteLength > LONGEST_TEXT) return null;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}

/** A file that is as it was after `version` is the same at every later event until it changes. */
export function useFileAt(
  taskId: string,
  path: string,
  version: number,
  at: number,
  enabled: boolean,
) {
  return useQuery({
    queryKey: ["file", taskId, path, version],
    queryFn: ({ signal }) => readFileAt(taskId, path, at, signal),
    enabled,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

/** What a run amounts to after an event, as the server says it: for who has not read all that came before. */
export function useMoment(taskId: string, at: number, enabled: boolean) {
  return useQuery({
    queryKey: ["moment", taskId, at],
    queryFn: ({ signal }) =>
      body(
        http.GET("/api/v1/codegen/{id}/state", {
          params: { path: { id: taskId }, query: { at } },
          signal,
        }),
      ),
    enabled,
    staleTime: 60_000,
    retry: false,
    placeholderData: keepPreviousData,
  });
}

/** The stored event behind an event of the stream; what is not linked yet is asked for again. */
export function useEventRecord(taskId: string, sequence: number, enabled: boolean) {
  return useQuery({
    queryKey: ["record", taskId, sequence],
    queryFn: ({ signal }) =>
      body(
        http.GET("/api/v1/codegen/{id}/events/{sequence}/record", {
          params: { path: { id: taskId, sequence } },
          signal,
        }),
      ),
    enabled,
    staleTime: 60_000,
    retry: false,
  });
}
