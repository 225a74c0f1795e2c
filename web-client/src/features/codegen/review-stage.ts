import { useEffect, useMemo, useRef, useState } from "react";
import type { DiffScope, DiffSummary, Side } from "@/api/types";
import type { Place } from "@/lib/place";
import type { DiffHandle, Picked } from "./diff/code-panel";
import type { Patches } from "./diff/use-patches";
import { type Mark, placeMarks, stepFrom } from "./review/model/marks";

interface StageProps {
  summary: DiffSummary;
  scope: DiffScope;
  patches: Patches;
  marks: readonly Mark[];
  start: Place | null;
}

interface Target {
  path: string;
  side: Side;
  line: number | null;
  /** The lines that the address names. */
  pick: Picked | null;
}

const sideOf = (side: Side) => (side === "OLD" ? "deletions" : "additions");

function pickOf(place: Place | null): Picked | null {
  if (!place?.line) return null;
  const side = sideOf(place.side);
  const end = place.endLine ?? place.line;
  return { id: place.file, range: { start: place.line, end, side, endSide: side } };
}

/** What of the diff is in view: the file, the picked lines, where to scroll, what is folded. */
export function useStage({ summary, scope, patches, marks, start }: StageProps) {
  const { files } = summary;
  const handle = useRef<DiffHandle>(null);
  const [selected, setSelected] = useState<string | null>(start?.file ?? null);
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const [focus, setFocus] = useState(false);
  const [target, setTarget] = useState<Target | null>(
    start && { path: start.file, side: start.side, line: start.line, pick: pickOf(start) },
  );
  const placement = useMemo(
    () => placeMarks(marks, { files, parsed: patches.parsed, oldSide: scope === "whole" }),
    [marks, files, patches.parsed, scope],
  );
  const file = selected ?? files[0]?.path ?? null;
  const shown = useMemo(
    () => (focus ? files.filter(({ path }) => path === file) : files),
    [focus, files, file],
  );

  const arrived = target !== null && patches.parsed.has(target.path);
  useEffect(() => {
    if (!target) return;
    const { path, line, side } = target;
    if (line === null || !arrived) {
      handle.current?.scrollTo({ type: "item", id: path, align: "start" });
      if (line === null) setTarget(null);
      return;
    }
    const at = { id: path, lineNumber: line, side: sideOf(side), align: "center" } as const;
    handle.current?.scrollTo({ type: "line", ...at });
    if (target.pick) handle.current?.setSelectedLines(target.pick);
    setTarget(null);
  }, [target, arrived]);

  const fold = (path: string, on: boolean) => {
    const next = new Set(collapsed);
    if (on) next.add(path);
    else next.delete(path);
    setCollapsed(next);
  };
  const show = (path: string, side: Side = "NEW", line: number | null = null) => {
    setSelected(path);
    if (collapsed.has(path)) fold(path, false);
    setTarget({ path, side, line, pick: null });
  };
  const paths = files.map(({ path }) => path);
  return {
    handle,
    file,
    shown,
    /** The lines that are picked right now; the diff knows before anything is drawn again. */
    picked: (): Picked | null => handle.current?.getSelectedLines() ?? null,
    collapsed,
    setCollapsed,
    focus,
    setFocus,
    fold,
    show,
    placement,
    toTop: () => handle.current?.scrollTo({ type: "position", position: 0 }),
    stepFile: (step: 1 | -1) => {
      const next = stepFrom(paths, selected, step);
      if (next) show(next);
      return next;
    },
  };
}

export type Stage = ReturnType<typeof useStage>;
