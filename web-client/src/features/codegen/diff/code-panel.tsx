import {
  CodeView,
  type CodeViewAnnotationArgs,
  type CodeViewHandle,
  type CodeViewReactOptions,
  WorkerPoolContextProvider,
} from "@pierre/diffs/react";
import { type ReactNode, type Ref, useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { DiffFile } from "@/api/types";
import { useIsDark, usePreferences } from "@/ui/preferences";
import { diffWorkerCount, startDiffWorker } from "./diff-worker";
import { FileHeadNote } from "./file-note";
import { nameButtons } from "./name-buttons";
import { fitsIntoOne } from "./patches";
import { type DiffItem, type Spots, useItems } from "./use-items";
import type { Patches } from "./use-patches";

const POOL = { workerFactory: startDiffWorker, poolSize: diffWorkerCount };
const THEMES = {
  dark: "github-dark-high-contrast",
  light: "github-light-high-contrast",
} as const;
const HIGHLIGHTER = { theme: THEMES, preferredHighlighter: "shiki-js" } as const;
const LAYOUT = { paddingTop: 0, paddingBottom: 24, gap: 12 };

// The counts of the summary stand in the header instead: they are right for files without lines.
const OWN_COUNTS = "[data-additions-count],[data-deletions-count]{display:none!important}";

export type DiffHandle = CodeViewHandle<string, undefined>;

interface PickedRange {
  start: number;
  end: number;
  side?: "additions" | "deletions";
  endSide?: "additions" | "deletions";
}

export interface Picked {
  id: string;
  range: PickedRange;
}

/** What a review adds to the diff. */
interface Annotated {
  spots: Spots;
  renderSpot: (id: string) => ReactNode;
  renderFileTools: (path: string) => ReactNode;
  renderAbove: () => ReactNode;
  onPick: (picked: Picked | null) => void;
  /** Null for who may not comment. */
  onComment: ((picked: Picked) => void) | null;
  /** What the button beside a line does, where it is not for a comment. */
  lineAction?: string;
}

interface CodePanelProps {
  files: readonly DiffFile[];
  /** Whether each file is asked for when it comes into view. */
  patches: Patches;
  collapsed: ReadonlySet<string>;
  onToggle: (path: string) => void;
  handle: Ref<DiffHandle>;
  narrow: boolean;
  annotated?: Annotated;
}

type Options = CodeViewReactOptions<string, undefined>;

function useOptions(props: CodePanelProps, byPath: ReadonlyMap<string, DiffFile>): Options {
  const { narrow, files, patches, annotated } = props;
  const { t } = useTranslation();
  const dark = useIsDark();
  const layout = usePreferences((preferences) => preferences.diffLayout);
  const wrap = usePreferences((preferences) => preferences.diffWrap);
  const lazy = !fitsIntoOne(files);
  const { request } = patches;
  const latest = useRef(annotated);
  useEffect(() => {
    latest.current = annotated;
  });
  const pickable = Boolean(annotated);
  const commentable = Boolean(annotated?.onComment);
  const label = annotated?.lineAction ?? t("review.keys.comment");
  return useMemo(
    (): Options => ({
      theme: THEMES,
      themeType: dark ? "dark" : "light",
      diffStyle: narrow ? "unified" : layout,
      overflow: wrap ? "wrap" : "scroll",
      hunkSeparators: "metadata",
      lineDiffType: "word-alt",
      preferredHighlighter: "shiki-js",
      stickyHeaders: true,
      layout: LAYOUT,
      unsafeCSS: OWN_COUNTS,
      enableLineSelection: pickable,
      enableGutterUtility: commentable,
      onGutterUtilityClick: (range, context) =>
        latest.current?.onComment?.({ id: context.item.id, range }),
      onPostRender: (node, _instance, phase, context) => {
        if (commentable) nameButtons(node, label);
        const file = byPath.get(context.item.id);
        if (!lazy || phase !== "mount" || !file || file.binary || file.truncated) return;
        request(file.path);
      },
    }),
    [dark, layout, wrap, narrow, lazy, byPath, request, pickable, commentable, label],
  );
}

export function CodePanel(props: CodePanelProps) {
  const { files, patches, collapsed, onToggle, handle, annotated } = props;
  const { t } = useTranslation();
  const { request } = patches;
  const byPath = useMemo(
    () => new Map(files.map((file): [string, DiffFile] => [file.path, file])),
    [files],
  );
  const items = useItems({ files, patches, collapsed, spots: annotated?.spots });
  const options = useOptions(props, byPath);

  const prefix = (item: DiffItem) => (
    <button
      type="button"
      className="cm-fold"
      aria-expanded={!collapsed.has(item.id)}
      aria-label={t("diff.fold", { path: item.id })}
      onClick={() => onToggle(item.id)}
    >
      {collapsed.has(item.id) ? "▸" : "▾"}
    </button>
  );
  const metadata = (item: DiffItem) => {
    const file = byPath.get(item.id);
    if (!file) return null;
    return (
      <>
        <FileHeadNote
          file={file}
          loaded={patches.parsed.has(file.path)}
          state={patches.states.get(file.path) ?? null}
          onLoad={() => request(file.path)}
        />
        {annotated?.renderFileTools(file.path)}
      </>
    );
  };

  return (
    <WorkerPoolContextProvider poolOptions={POOL} highlighterOptions={HIGHLIGHTER}>
      {/* biome-ignore lint/a11y/useSemanticElements: a labelled part of the page, not a fieldset */}
      <div className="cm-code-panel" role="group" aria-label={t("diff.title")}>
        <CodeView<string>
          ref={handle}
          className="cm-code-view"
          items={items}
          options={options}
          renderHeaderPrefix={prefix}
          renderHeaderMetadata={metadata}
          {...(annotated && {
            renderAnnotation: (...[{ metadata: id }]: CodeViewAnnotationArgs<string>) =>
              annotated.renderSpot(id),
            renderCodeViewHeader: annotated.renderAbove,
            onSelectedLinesChange: annotated.onPick,
          })}
        />
      </div>
    </WorkerPoolContextProvider>
  );
}
