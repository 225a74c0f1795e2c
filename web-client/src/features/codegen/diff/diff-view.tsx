import {
  DownloadOutlined,
  FolderOpenOutlined,
  NodeCollapseOutlined,
  NodeExpandOutlined,
  QuestionCircleOutlined,
} from "@ant-design/icons";
import { Button, Drawer } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { downloads } from "@/api/codegen";
import type { DiffScope, DiffSummary } from "@/api/types";
import { useIsNarrow } from "@/ui/preferences";
import { ProblemAlert } from "@/ui/problem-alert";
import { CodePanel, type DiffHandle, type Picked } from "./code-panel";
import { DiffSettings, ScopeSwitch } from "./diff-settings";
import { FileTree } from "./file-tree";
import type { Spots } from "./use-items";
import { type Patches, usePatches } from "./use-patches";
import { type Asked, WhyPanel } from "./why-panel";

const NO_SPOTS: Spots = new Map();

interface DiffViewProps {
  taskId: string;
  summary: DiffSummary;
  scope: DiffScope;
  /** Null where the change has one round only. */
  onScope: ((scope: DiffScope) => void) | null;
}

export function DiffView({ taskId, summary, scope, onScope }: DiffViewProps) {
  const { t } = useTranslation();
  const narrow = useIsNarrow();
  const patches = usePatches(taskId, summary, scope);
  const handle = useRef<DiffHandle>(null);
  const [selected, setSelected] = useState<string | null>(null);
  const [drawer, setDrawer] = useState(false);
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<Asked | null>(null);
  const { files, stat } = summary;
  const ask = ({ id, range }: Picked) => {
    // Lines that are gone have no place in what the run left.
    if (range.side !== "deletions") setAsked({ path: id, line: range.start });
  };

  const toggle = (path: string) => {
    const next = new Set(collapsed);
    if (!next.delete(path)) next.add(path);
    setCollapsed(next);
  };
  const show = (path: string) => {
    setSelected(path);
    setDrawer(false);
    if (collapsed.has(path)) toggle(path);
    handle.current?.scrollTo({ type: "item", id: path, align: "start" });
  };
  const allFolded = collapsed.size === files.length;
  const tree = <FileTree files={files} selected={selected} onSelect={show} height={560} />;

  return (
    <div className="cm-diff">
      <div className="cm-toolbar">
        {narrow && (
          <Button
            size="small"
            icon={<FolderOpenOutlined aria-hidden="true" />}
            onClick={() => setDrawer(true)}
          >
            {t("diff.files")}
          </Button>
        )}
        <span className="cm-diff-stat">
          {t("codegen.files", { count: stat.files })}{" "}
          <span className="cm-tone-success">+{stat.additions}</span>{" "}
          <span className="cm-tone-danger">−{stat.deletions}</span>
        </span>
        <span className="cm-spring" />
        {onScope && <ScopeSwitch scope={scope} onScope={onScope} />}
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
          aria-label={allFolded ? t("diff.expandAll") : t("diff.collapseAll")}
          title={allFolded ? t("diff.expandAll") : t("diff.collapseAll")}
          onClick={() =>
            setCollapsed(allFolded ? new Set() : new Set(files.map(({ path }) => path)))
          }
        />
        <Button
          size="small"
          icon={<DownloadOutlined aria-hidden="true" />}
          href={downloads.patch(taskId, scope)}
          download
          aria-label={t("diff.download")}
          title={t("diff.download")}
        />
      </div>
      {patches.problem && <ProblemAlert problem={patches.problem} />}
      <div className="cm-diff-body">
        {!narrow && <aside className="cm-diff-side">{tree}</aside>}
        <CodePanel
          files={files}
          patches={patches}
          collapsed={collapsed}
          onToggle={toggle}
          handle={handle}
          narrow={narrow}
          annotated={{
            spots: NO_SPOTS,
            renderSpot: () => null,
            renderAbove: () => null,
            renderFileTools: (path) => (
              <Button
                size="small"
                type="text"
                icon={<QuestionCircleOutlined aria-hidden="true" />}
                aria-label={t("why.ofFile", { path })}
                title={t("why.title")}
                onClick={() => setAsked({ path, line: firstChanged(patches, path) })}
              />
            ),
            onPick: (picked) => picked && ask(picked),
            onComment: ask,
            lineAction: t("why.title"),
          }}
        />
      </div>
      <WhyPanel taskId={taskId} asked={asked} onAsk={setAsked} />
      <Drawer
        open={narrow && drawer}
        onClose={() => setDrawer(false)}
        placement="left"
        size={320}
        title={t("diff.files")}
      >
        {tree}
      </Drawer>
    </div>
  );
}

/** The line that a question about a whole file begins with. */
function firstChanged(patches: Patches, path: string): number {
  return patches.parsed.get(path)?.hunks[0]?.additionStart ?? 1;
}
