import type { FileDiffMetadata } from "@pierre/diffs";
import { useCallback, useEffect, useRef, useState } from "react";
import { readFilePatch, readPatch } from "@/api/diff";
import { type ApiProblem, asProblem } from "@/api/problem";
import type { DiffScope, DiffSummary } from "@/api/types";
import { fitsIntoOne, parsePatch } from "./patches";

const IN_FLIGHT = 3;

export type PatchState = "loading" | "failed";

export interface Patches {
  parsed: ReadonlyMap<string, FileDiffMetadata>;
  states: ReadonlyMap<string, PatchState>;
  loading: boolean;
  problem: ApiProblem | null;
  request: (path: string) => void;
}

function isAbort(cause: unknown): boolean {
  return cause instanceof DOMException && cause.name === "AbortError";
}

/** The patches of a run: all at once where that is small enough, else file by file. */
export function usePatches(taskId: string, summary: DiffSummary, scope: DiffScope): Patches {
  const whole = fitsIntoOne(summary.files);
  const [parsed, setParsed] = useState<ReadonlyMap<string, FileDiffMetadata>>(new Map());
  const [states, setStates] = useState<ReadonlyMap<string, PatchState>>(new Map());
  const [loading, setLoading] = useState(whole);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const queue = useRef<string[]>([]);
  const active = useRef(0);
  const asked = useRef(new Set<string>());
  const abort = useRef(new AbortController());
  const head = summary.headCommit ?? taskId;

  useEffect(() => {
    const controller = new AbortController();
    abort.current = controller;
    asked.current.clear();
    queue.current = [];
    active.current = 0;
    if (whole && summary.files.length > 0) {
      readPatch(taskId, scope, controller.signal)
        .then((text) => setParsed(parsePatch(text, `${head}:${scope}`)))
        .catch((cause: unknown) => {
          if (!isAbort(cause)) setProblem(asProblem(cause));
        })
        .finally(() => {
          if (!controller.signal.aborted) setLoading(false);
        });
    }
    return () => controller.abort();
  }, [taskId, scope, whole, head, summary.files.length]);

  const mark = useCallback((path: string, state: PatchState | null) => {
    setStates((before) => {
      const after = new Map(before);
      if (state) after.set(path, state);
      else after.delete(path);
      return after;
    });
  }, []);

  const pump = useCallback(() => {
    const { signal } = abort.current;
    while (active.current < IN_FLIGHT) {
      const path = queue.current.shift();
      if (path === undefined) return;
      active.current += 1;
      readFilePatch(taskId, scope, path, signal)
        .then((text) => {
          const files = parsePatch(text, `${head}:${scope}:${path}`);
          setParsed((before) => new Map([...before, ...files]));
          mark(path, null);
        })
        .catch((cause: unknown) => {
          if (isAbort(cause)) return;
          asked.current.delete(path);
          mark(path, "failed");
        })
        .finally(() => {
          if (signal.aborted) return;
          active.current -= 1;
          pump();
        });
    }
  }, [taskId, scope, head, mark]);

  const request = useCallback(
    (path: string) => {
      if (asked.current.has(path)) return;
      asked.current.add(path);
      mark(path, "loading");
      queue.current.push(path);
      pump();
    },
    [mark, pump],
  );

  return { parsed, states, loading, problem, request };
}
