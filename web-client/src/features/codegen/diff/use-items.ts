import type { CodeViewDiffItem, FileDiffMetadata } from "@pierre/diffs";
import { useRef, useState } from "react";
import type { DiffFile } from "@/api/types";
import { emptyPatch } from "./patches";
import type { Patches } from "./use-patches";

/** A line below which something of the page's own stands. */
interface LineSpot {
  id: string;
  side: "OLD" | "NEW";
  line: number;
}

export type Spots = ReadonlyMap<string, readonly LineSpot[]>;

export type DiffItem = CodeViewDiffItem<string>;

interface Known {
  signature: string;
  patch: FileDiffMetadata | undefined;
  item: DiffItem;
}

interface ItemsProps {
  files: readonly DiffFile[];
  patches: Patches;
  collapsed: ReadonlySet<string>;
  spots: Spots | undefined;
}

/**
 * What the renderer is given. An item stays the same object until something of it changes, and is
 * drawn again only when its version moves: typing a comment must not touch 300 files.
 */
export function useItems({ files, patches, collapsed, spots }: ItemsProps): readonly DiffItem[] {
  const [known] = useState(() => new Map<string, Known>());
  const list = useRef<readonly DiffItem[]>([]);

  const itemOf = (file: DiffFile): DiffItem => {
    const { path } = file;
    const patch = patches.parsed.get(path);
    const folded = collapsed.has(path);
    const marks = spots?.get(path) ?? [];
    const signature = [folded, patches.states.get(path) ?? "", ...marks.map(({ id }) => id)].join(
      " ",
    );
    const before = known.get(path);
    if (before && before.signature === signature && before.patch === patch) return before.item;
    const item: DiffItem = {
      id: path,
      type: "diff",
      fileDiff:
        patch ?? (before && !before.patch ? before.item : null)?.fileDiff ?? emptyPatch(file),
      version: (before?.item.version ?? 0) + 1,
      collapsed: folded,
      annotations: marks.map(({ id, side, line }) => ({
        side: side === "OLD" ? "deletions" : "additions",
        lineNumber: line,
        metadata: id,
      })),
    };
    known.set(path, { signature, patch, item });
    return item;
  };

  const items = files.map(itemOf);
  const same =
    items.length === list.current.length && items.every((item, at) => item === list.current[at]);
  if (!same) list.current = items;
  return list.current;
}
