import type { CodeViewItem } from "@pierre/diffs";
import {
  CodeView,
  type CodeViewHandle,
  type CodeViewReactOptions,
  WorkerPoolContextProvider,
} from "@pierre/diffs/react";
import { type Ref, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DiffFile, DiffSummary } from "@/api/types";
import { useIsDark, usePreferences } from "@/ui/preferences";
import { diffWorkerCount, startDiffWorker } from "./diff-worker";
import { FileHeadNote } from "./file-note";
import { emptyPatch, fitsIntoOne } from "./patches";
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

export type DiffHandle = CodeViewHandle<undefined, undefined>;

interface CodePanelProps {
  summary: DiffSummary;
  patches: Patches;
  collapsed: ReadonlySet<string>;
  onToggle: (path: string) => void;
  handle: Ref<DiffHandle>;
  narrow: boolean;
}

/** An item is drawn again only when its version moves. */
function useVersions(): (path: string, signature: string) => number {
  const versions = useRef(new Map<string, { signature: string; version: number }>());
  return (path, signature) => {
    const known = versions.current.get(path);
    if (known?.signature === signature) return known.version;
    const version = (known?.version ?? 0) + 1;
    versions.current.set(path, { signature, version });
    return version;
  };
}

export function CodePanel(props: CodePanelProps) {
  const { summary, patches, collapsed, onToggle, handle, narrow } = props;
  const { t } = useTranslation();
  const dark = useIsDark();
  const layout = usePreferences((preferences) => preferences.diffLayout);
  const wrap = usePreferences((preferences) => preferences.diffWrap);
  const versionOf = useVersions();
  const lazy = !fitsIntoOne(summary.files);
  const [placeholders] = useState(
    () => new Map(summary.files.map((file) => [file.path, emptyPatch(file)])),
  );
  const byPath = useMemo(
    () => new Map(summary.files.map((file): [string, DiffFile] => [file.path, file])),
    [summary],
  );

  const items = summary.files.map((file): CodeViewItem<undefined> => {
    const patch = patches.parsed.get(file.path);
    const folded = collapsed.has(file.path);
    const signature = `${Boolean(patch)} ${folded} ${patches.states.get(file.path) ?? ""}`;
    return {
      id: file.path,
      type: "diff",
      fileDiff: patch ?? placeholders.get(file.path) ?? emptyPatch(file),
      version: versionOf(file.path, signature),
      collapsed: folded,
    };
  });

  const { request } = patches;
  const options = useMemo((): CodeViewReactOptions<undefined, undefined> => {
    return {
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
      onPostRender: (_node, _instance, phase, context) => {
        const file = byPath.get(context.item.id);
        if (!lazy || phase !== "mount" || !file || file.binary || file.truncated) return;
        request(file.path);
      },
    };
  }, [dark, layout, wrap, narrow, lazy, byPath, request]);

  return (
    <WorkerPoolContextProvider poolOptions={POOL} highlighterOptions={HIGHLIGHTER}>
      {/* biome-ignore lint/a11y/useSemanticElements: a labelled part of the page, not a fieldset */}
      <div className="cm-code-panel" role="group" aria-label={t("diff.title")}>
        <CodeView
          ref={handle}
          className="cm-code-view"
          items={items}
          options={options}
          renderHeaderPrefix={(item) => (
            <button
              type="button"
              className="cm-fold"
              aria-expanded={!collapsed.has(item.id)}
              aria-label={t("diff.fold", { path: item.id })}
              onClick={() => onToggle(item.id)}
            >
              {collapsed.has(item.id) ? "▸" : "▾"}
            </button>
          )}
          renderHeaderMetadata={(item) => {
            const file = byPath.get(item.id);
            return file ? (
              <FileHeadNote
                file={file}
                loaded={patches.parsed.has(file.path)}
                state={patches.states.get(file.path) ?? null}
                onLoad={() => request(file.path)}
              />
            ) : null;
          }}
        />
      </div>
    </WorkerPoolContextProvider>
  );
}
