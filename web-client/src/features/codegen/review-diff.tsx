import { FolderOpenOutlined, NodeCollapseOutlined, NodeExpandOutlined } from "@ant-design/icons";
import { Button, Checkbox, Drawer, Switch } from "antd";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DiffScope, DiffSummary } from "@/api/types";
import { useIsNarrow } from "@/ui/preferences";
import { ProblemAlert } from "@/ui/problem-alert";
import { CodePanel, type Picked } from "./diff/code-panel";
import { DiffSettings, ScopeSwitch } from "./diff/diff-settings";
import { FileTree } from "./diff/file-tree";
import type { Patches } from "./diff/use-patches";
import { LooseMarks, MarkStack } from "./review/mark-card";
import { acceptedFindings } from "./review/model/draft";
import { isOpen, type Spot } from "./review/model/marks";
import { useReviewScope } from "./review/review-scope";
import type { Stage } from "./review-stage";

interface ReviewDiffProps {
  taskId: string;
  summary: DiffSummary;
  scope: DiffScope;
  onScope: ((scope: DiffScope) => void) | null;
  patches: Patches;
  stage: Stage;
  viewed: ReadonlySet<string>;
  onViewed: (path: string, on: boolean) => void;
  onSelect: (path: string) => void;
  onPick: (picked: Picked | null) => void;
  onComment: ((picked: Picked) => void) | null;
}

/** The files at the left, their lines with all that is said of them in the middle. */
export function ReviewDiff(props: ReviewDiffProps) {
  const { summary, patches, stage, viewed, onViewed, onSelect, onPick, onComment } = props;
  const { t } = useTranslation();
  const narrow = useIsNarrow();
  const [drawer, setDrawer] = useState(false);
  const { placement } = stage;
  const spots = useMemo(() => {
    const all = [...placement.spots.values()].flat();
    return new Map<string, Spot>(all.map((spot) => [spot.id, spot]));
  }, [placement]);
  const tree = (
    <ReviewTree
      summary={summary}
      stage={stage}
      viewed={viewed}
      onViewed={onViewed}
      onSelect={(path) => {
        setDrawer(false);
        onSelect(path);
      }}
    />
  );
  return (
    <div className="cm-diff cm-review-diff">
      <ReviewToolbar {...props} narrow={narrow} onFiles={() => setDrawer(true)} />
      {patches.problem && <ProblemAlert problem={patches.problem} />}
      <div className="cm-diff-body">
        {!narrow && <aside className="cm-diff-side">{tree}</aside>}
        <CodePanel
          files={stage.shown}
          patches={patches}
          collapsed={stage.collapsed}
          onToggle={(path) => stage.fold(path, !stage.collapsed.has(path))}
          handle={stage.handle}
          narrow={narrow}
          annotated={{
            spots: placement.spots,
            renderSpot: (id) => <MarkStack marks={spots.get(id)?.marks ?? []} />,
            renderAbove: () => <LooseMarks marks={placement.loose} />,
            renderFileTools: (path) => (
              <Checkbox
                className="cm-viewed"
                checked={viewed.has(path)}
                aria-label={t("review.files.viewedOf", { path })}
                onChange={(event) => onViewed(path, event.target.checked)}
              >
                {!narrow && t("review.files.viewed")}
              </Checkbox>
            ),
            onPick,
            onComment,
          }}
        />
      </div>
      <Drawer
        open={narrow && drawer}
        onClose={() => setDrawer(false)}
        placement="left"
        size={330}
        title={t("diff.files")}
      >
        {tree}
      </Drawer>
    </div>
  );
}

interface ReviewToolbarProps extends ReviewDiffProps {
  narrow: boolean;
  onFiles: () => void;
}

function ReviewToolbar(props: ReviewToolbarProps) {
  const { summary, scope, onScope, stage, viewed, narrow, onFiles } = props;
  const { t } = useTranslation();
  const { files } = summary;
  const allFolded = stage.collapsed.size >= files.length;
  const seen = files.filter(({ path }) => viewed.has(path)).length;
  const position = files.findIndex(({ path }) => path === stage.file) + 1;
  const fold = allFolded ? t("diff.expandAll") : t("diff.collapseAll");
  return (
    <div className="cm-toolbar">
      {narrow && (
        <Button size="small" icon={<FolderOpenOutlined aria-hidden="true" />} onClick={onFiles}>
          {t("diff.files")}
        </Button>
      )}
      <span className="cm-digits cm-muted">
        {t("review.files.progress", { viewed: seen, count: files.length })}
      </span>
      {onScope && <ScopeSwitch scope={scope} onScope={onScope} />}
      <span className="cm-spring" />
      {stage.focus && (
        <span className="cm-digits cm-muted">
          {t("review.files.position", { position, count: files.length })}
        </span>
      )}
      {!narrow && (
        <span className="cm-switch">
          <Switch
            size="small"
            checked={stage.focus}
            onChange={stage.setFocus}
            aria-label={t("review.files.focus")}
          />
          <span aria-hidden="true">{t("review.files.focus")}</span>
        </span>
      )}
      <DiffSettings narrow={narrow} />
      <Button
        size="small"
        icon={
          allFolded ? (
            <NodeExpandOutlined aria-hidden="true" />
          ) : (
            <NodeCollapseOutlined aria-hidden="true" />
          )
        }
        aria-label={fold}
        title={fold}
        onClick={() =>
          stage.setCollapsed(allFolded ? new Set() : new Set(files.map(({ path }) => path)))
        }
      />
    </div>
  );
}

interface ReviewTreeProps {
  summary: DiffSummary;
  stage: Stage;
  viewed: ReadonlySet<string>;
  onViewed: (path: string, on: boolean) => void;
  onSelect: (path: string) => void;
}

function ReviewTree({ summary, stage, viewed, onViewed, onSelect }: ReviewTreeProps) {
  const { t } = useTranslation();
  const { draft } = useReviewScope();
  const { placement } = stage;
  const counts = useMemo(() => {
    const accepted = acceptedFindings(draft);
    const found = new Map<string, number>();
    const all = [...placement.loose, ...[...placement.spots.values()].flatMap(marksOf)];
    for (const mark of all) {
      if (!isOpen(mark, accepted)) continue;
      found.set(mark.path, (found.get(mark.path) ?? 0) + 1);
    }
    return found;
  }, [placement, draft]);
  const before = useCallback(
    (path: string) => (
      // biome-ignore lint/a11y/noStaticElementInteractions: only keeps the press from choosing the file
      <span
        role="presentation"
        onClick={(event) => event.stopPropagation()}
        onKeyDown={(event) => event.stopPropagation()}
      >
        <Checkbox
          checked={viewed.has(path)}
          aria-label={t("review.files.viewedOf", { path })}
          onChange={(event) => onViewed(path, event.target.checked)}
        />
      </span>
    ),
    [viewed, onViewed, t],
  );
  const after = useCallback(
    (path: string) => {
      const count = counts.get(path);
      if (!count) return null;
      return (
        <span className="cm-count cm-count-warning" title={t("review.files.marks", { count })}>
          {count}
        </span>
      );
    },
    [counts, t],
  );
  return (
    <FileTree
      files={summary.files}
      selected={stage.file}
      onSelect={onSelect}
      height={Math.max(260, globalThis.innerHeight - 330)}
      before={before}
      after={after}
    />
  );
}

function marksOf(spots: readonly Spot[]) {
  return spots.flatMap(({ marks }) => marks);
}
