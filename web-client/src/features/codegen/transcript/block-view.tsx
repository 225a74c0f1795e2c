import { CheckOutlined, RightOutlined, TeamOutlined } from "@ant-design/icons";
import { memo, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/ui/words";
import {
  AttemptRowView,
  ErrorRowView,
  NoticeRowView,
  PhaseRowView,
  ResultRowView,
} from "./event-rows";
import type { Block, Row, ToolRow as ToolRowModel } from "./model/rows";
import { RawRowView, TextRowView, ThinkingRowView } from "./text-rows";
import { ToolRow } from "./tool-row";

const LIVE_ROWS = 4;
const PAGE = 40;

function RowView({ row }: { row: Row }) {
  switch (row.kind) {
    case "tool":
      return <ToolRow row={row} />;
    case "text":
      return <TextRowView row={row} />;
    case "thinking":
      return <ThinkingRowView row={row} />;
    case "notice":
      return <NoticeRowView row={row} />;
    case "phase":
      return <PhaseRowView row={row} />;
    case "attempt":
      return <AttemptRowView row={row} />;
    case "error":
      return <ErrorRowView row={row} />;
    case "result":
      return <ResultRowView row={row} />;
    case "raw":
      return <RawRowView row={row} />;
  }
}

function countByTool(rows: readonly ToolRowModel[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { name } of rows) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).slice(0, 4);
}

interface ToolGroupProps {
  rows: readonly ToolRowModel[];
  /** The block that grows right now: its latest calls stay in sight. */
  tail: boolean;
}

function ToolGroup({ rows, tail }: ToolGroupProps) {
  const { t } = useTranslation();
  const words = useWords();
  const [chosen, setChosen] = useState<boolean | null>(null);
  const [pages, setPages] = useState(1);
  const open = chosen ?? false;
  const shown = open ? rows.slice(-PAGE * pages) : tail ? rows.slice(-LIVE_ROWS) : [];
  const failed = rows.filter(({ status }) => status === "error" || status === "denied").length;
  const running = rows.some(({ status }) => status === "running") && tail;
  const hidden = rows.length - shown.length;
  return (
    <div className="cm-group">
      <button
        type="button"
        className="cm-group-line"
        aria-expanded={open}
        onClick={() => setChosen(!open)}
      >
        <RightOutlined
          className={open ? "cm-chevron cm-chevron-open" : "cm-chevron"}
          aria-hidden="true"
        />
        <span className="cm-group-count">{t("transcript.actions", { count: rows.length })}</span>
        <span className="cm-group-tools">
          {countByTool(rows)
            .map(([name, count]) => `${words(`tools.${name}`, name)} ${count}`)
            .join(" · ")}
        </span>
        {failed > 0 && (
          <span className="cm-tone-danger">{t("transcript.failedActions", { count: failed })}</span>
        )}
        {!running && failed === 0 && (
          <CheckOutlined className="cm-tone-success" aria-hidden="true" />
        )}
      </button>
      {shown.length > 0 && (
        <div className="cm-group-rows">
          {open && hidden > 0 && (
            <button type="button" className="cm-link" onClick={() => setPages(pages + 1)}>
              {t("transcript.earlier", { count: hidden })}
            </button>
          )}
          {shown.map((row) => (
            <ToolRow key={row.toolId} row={row} />
          ))}
        </div>
      )}
    </div>
  );
}

interface BlockViewProps {
  block: Block;
  rows: readonly Row[];
  tail: boolean;
  highlighted: boolean;
}

/** What the sub-agent was asked for: its call stands somewhere above. */
function askedFor(block: Block, rows: readonly Row[]): string {
  for (let index = block.first - 1; index >= 0; index -= 1) {
    const row = rows[index];
    if (row && isTool(row) && row.toolId === block.parent) return row.title;
  }
  return "";
}

function isTool(row: Row): row is ToolRowModel {
  return row.kind === "tool";
}

export const BlockView = memo(
  function BlockView({ block, rows, tail, highlighted }: BlockViewProps) {
    const { t } = useTranslation();
    // biome-ignore lint/correctness/useExhaustiveDependencies: what is above a block stays what it is
    const asked = useMemo(() => (block.parent ? askedFor(block, rows) : ""), [block.parent]);
    const own = rows.slice(block.first, block.first + block.count);
    const first = own[0];
    if (!first) return null;
    return (
      <div
        className={`cm-block${block.parent ? " cm-block-agent" : ""}${highlighted ? " cm-block-hit" : ""}`}
      >
        {block.parent && (
          <span className="cm-agent-mark">
            <TeamOutlined aria-hidden="true" /> {t("transcript.subagent")}{" "}
            <span className="cm-muted">{asked}</span>
          </span>
        )}
        {block.count > 1 ? (
          <ToolGroup rows={own.filter(isTool)} tail={tail} />
        ) : (
          <RowView row={first} />
        )}
      </div>
    );
  },
  (before, after) =>
    before.block === after.block &&
    before.tail === after.tail &&
    before.highlighted === after.highlighted,
);
