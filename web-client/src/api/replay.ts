import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { body, http } from "./http";
import { toProblem } from "./problem";
import type { DiffFile, DiffSummary, GenerationStatus, GenerationStep } from "./types";

/** A file of the work tree as it was at a moment of a run. */
export interface TreeFile {
  path: string;
  kind: "FILE" | "EXECUTABLE" | "LINK" | "SUBMODULE";
  bytes: number;
  /** What the run has done to it, null where it is as the agent found it. */
  change: DiffFile["change"] | null;
  oldPath: string | null;
  /** The event after which its content was recorded, null where it is as the agent found it. */
  sequence: number | null;
  kept: boolean;
}

export interface TreeListing {
  treeSequence: number | null;
  /** False for runs whose files were not kept. */
  available: boolean;
  stat: DiffSummary["stat"] | null;
  items: TreeFile[];
  nextCursor: string | null;
}

/** What a run amounts to after an event, as the server says it: for who has not read all that came before. */
export interface Moment {
  status: GenerationStatus;
  step: GenerationStep;
  todos: { id: string; content: string; activeForm: string | null; status: string }[];
  usage: { inputTokens: number; outputTokens: number; turns: number; costUsd: number };
}

const MOST_FILES = 5000;

const base = (taskId: string) => `/api/v1/codegen/${encodeURIComponent(taskId)}`;

async function answerOf(url: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(url, { signal, headers: { Accept: "*/*" } });
  if (!response.ok) {
    throw toProblem(response.status, await response.json().catch(() => undefined));
  }
  return response;
}

async function readJson<T>(url: string, signal: AbortSignal): Promise<T> {
  return (await answerOf(url, signal)).json();
}

/** The files after an event: all of the work tree, or those that the run has changed and deleted. */
export function useFilesAt(taskId: string, at: number, changed: boolean, enabled: boolean) {
  const query = new URLSearchParams({
    at: String(at),
    limit: String(MOST_FILES),
    changed: String(changed),
  });
  return useQuery({
    queryKey: ["files", taskId, at, changed],
    queryFn: ({ signal }) => readJson<TreeListing>(`${base(taskId)}/files?${query}`, signal),
    enabled,
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
  const response = await answerOf(`${base(taskId)}/files/-?${query}`, signal);
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

export function useMoment(taskId: string, at: number, enabled: boolean) {
  return useQuery({
    queryKey: ["moment", taskId, at],
    queryFn: ({ signal }) => readJson<Moment>(`${base(taskId)}/state?at=${at}`, signal),
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
