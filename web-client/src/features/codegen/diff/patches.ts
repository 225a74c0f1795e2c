import { type FileDiffMetadata, parsePatchFiles } from "@pierre/diffs";
import type { DiffFile } from "@/api/types";

const CHANGE = {
  ADDED: "new",
  MODIFIED: "change",
  DELETED: "deleted",
  RENAMED: "rename-changed",
} as const satisfies Record<DiffFile["change"], FileDiffMetadata["type"]>;

/** A file whose lines are not here: too large, binary, or not asked for yet. */
export function emptyPatch(file: DiffFile): FileDiffMetadata {
  return {
    name: file.path,
    ...(file.oldPath && file.oldPath !== file.path && { prevName: file.oldPath }),
    type: CHANGE[file.change],
    hunks: [],
    splitLineCount: 0,
    unifiedLineCount: 0,
    isPartial: true,
    deletionLines: [],
    additionLines: [],
    deletionCharacterCount: 0,
    additionCharacterCount: 0,
  };
}

export function parsePatch(text: string, cacheKey: string): Map<string, FileDiffMetadata> {
  const files = new Map<string, FileDiffMetadata>();
  for (const patch of parsePatchFiles(text, { cacheKeyPrefix: cacheKey })) {
    for (const file of patch.files) {
      if (file.hunks.length > 0) files.set(file.name, file);
    }
  }
  return files;
}

const WHOLE_LINES = 20_000;

/**
 * One request for everything is fastest up to a megabyte or two (about 70 bytes a line); past that
 * each file is asked for when it comes into view.
 */
export function fitsIntoOne(files: readonly DiffFile[]): boolean {
  const lines = files.reduce((sum, file) => sum + file.additions + file.deletions, 0);
  return lines <= WHOLE_LINES;
}
