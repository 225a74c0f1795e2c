import {
  CheckOutlined,
  CloseOutlined,
  LoadingOutlined,
  MinusOutlined,
  RightOutlined,
  StopOutlined,
} from "@ant-design/icons";
import { memo, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatDuration } from "@/lib/format";
import { useWords } from "@/ui/words";
import type { ToolRow as Row, ToolStatus } from "./model/rows";
import { ToolDetail } from "./tool-detail";
import { ToolIcon } from "./tool-icon";
import { useTranscriptScope } from "./transcript-context";

const STATUS_ICONS: Record<ToolStatus, ReactNode> = {
  running: <LoadingOutlined spin aria-hidden="true" />,
  ok: <CheckOutlined className="cm-tone-success" aria-hidden="true" />,
  error: <CloseOutlined className="cm-tone-danger" aria-hidden="true" />,
  denied: <StopOutlined className="cm-tone-warning" aria-hidden="true" />,
  interrupted: <MinusOutlined className="cm-muted" aria-hidden="true" />,
};

function toolStatus(row: Row, live: boolean): ToolStatus {
  return row.status === "running" && !live ? "interrupted" : row.status;
}

function durationOf(row: Row): number | null {
  if (!row.at || !row.resultAt) return row.elapsedSeconds ? row.elapsedSeconds * 1000 : null;
  const milliseconds = Date.parse(row.resultAt) - Date.parse(row.at);
  return milliseconds >= 100 ? milliseconds : null;
}

/** One call in one line; it opens to what the call was given and what it gave back. */
export const ToolRow = memo(function ToolRow({ row }: { row: Row }) {
  const { t } = useTranslation();
  const words = useWords();
  const { live } = useTranscriptScope();
  const [open, setOpen] = useState(false);
  const status = toolStatus(row, live);
  const duration = durationOf(row);
  return (
    <div className={`cm-tool cm-tool-${status}`}>
      <button
        type="button"
        className="cm-tool-line"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <ToolIcon name={row.name} />
        <span className="cm-tool-name">{words(`tools.${row.name}`, row.name)}</span>
        <span className="cm-tool-title" title={row.title}>
          {row.title}
        </span>
        {(row.added > 0 || row.removed > 0) && (
          <span className="cm-counts">
            {row.added > 0 && <span className="cm-tone-success">+{row.added}</span>}
            {row.removed > 0 && <span className="cm-tone-danger">−{row.removed}</span>}
          </span>
        )}
        {duration !== null && (
          <span className="cm-tool-time cm-muted">{formatDuration(duration)}</span>
        )}
        <span className="cm-tool-status" role="img" aria-label={t(`transcript.tool.${status}`)}>
          {STATUS_ICONS[status]}
        </span>
        <RightOutlined
          className={open ? "cm-chevron cm-chevron-open" : "cm-chevron"}
          aria-hidden="true"
        />
      </button>
      {open && <ToolDetail row={row} />}
    </div>
  );
});
