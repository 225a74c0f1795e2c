import DiffWorker from "@pierre/diffs/worker/worker.js?worker";

/** Highlighting happens beside the page, never in it. Served by us: no blob, no other origin. */
export function startDiffWorker(): Worker {
  return new DiffWorker();
}

export const diffWorkerCount = Math.max(1, Math.min(3, (navigator.hardwareConcurrency || 2) - 1));
