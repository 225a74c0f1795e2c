import {
  DownloadOutlined,
  FolderOpenOutlined,
  NodeCollapseOutlined,
  NodeExpandOutlined,
} from "@ant-design/icons";
import { Button, Drawer, Segmented, Switch } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { downloads } from "@/api/codegen";
import type { DiffSummary } from "@/api/types";
import { useIsNarrow, usePreferences } from "@/ui/preferences";
import { ProblemAlert } from "@/ui/problem-alert";
import { CodePanel, type DiffHandle } from "./code-panel";
import { FileTree } from "./file-tree";
import { usePatches } from "./use-patches";

interface DiffViewProps {
  taskId: string;
  summary: DiffSummary;
}

export function DiffView({ taskId, summary }: DiffViewProps) {
  const { t } = useTranslation();
  const narrow = useIsNarrow();
  const patches = usePatches(taskId, summary);
  const handle = useRef<DiffHandle>(null);
  const [selected, setSelected] = useState<string | null>(null);
  const [drawer, setDrawer] = useState(false);
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const { files, stat } = summary;

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
          href={downloads.patch(taskId)}
          download
          aria-label={t("diff.download")}
          title={t("diff.download")}
        />
      </div>
      {patches.problem && <ProblemAlert problem={patches.problem} />}
      <div className="cm-diff-body">
        {!narrow && <aside className="cm-diff-side">{tree}</aside>}
        <CodePanel
          summary={summary}
          patches={patches}
          collapsed={collapsed}
          onToggle={toggle}
          handle={handle}
          narrow={narrow}
        />
      </div>
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

function DiffSettings({ narrow }: { narrow: boolean }) {
  const { t } = useTranslation();
  const { diffLayout, diffWrap, set } = usePreferences();
  return (
    <>
      <span className="cm-switch">
        <Switch
          size="small"
          checked={diffWrap}
          onChange={(checked) => set({ diffWrap: checked })}
          aria-label={t("diff.wrap")}
        />
        <span aria-hidden="true">{t("diff.wrap")}</span>
      </span>
      {!narrow && (
        <Segmented
          size="small"
          value={diffLayout}
          aria-label={t("diff.layout")}
          options={[
            { value: "unified", label: t("diff.unified") },
            { value: "split", label: t("diff.split") },
          ]}
          onChange={(value) => set({ diffLayout: value === "split" ? "split" : "unified" })}
        />
      )}
    </>
  );
}
