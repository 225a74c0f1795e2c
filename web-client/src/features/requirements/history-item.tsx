import {
  AuditOutlined,
  CheckCircleOutlined,
  EditOutlined,
  EyeOutlined,
  FileTextOutlined,
  PaperClipOutlined,
  PlusCircleOutlined,
  PullRequestOutlined,
  StopOutlined,
  ThunderboltOutlined,
  UndoOutlined,
} from "@ant-design/icons";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { HistoryEntry } from "@/api/types";
import { formatTime } from "@/lib/format";
import { usePreferences } from "@/ui/preferences";
import { HistoryChanges } from "./history-changes";

const ICONS: Record<HistoryEntry["kind"], ReactNode> = {
  SUBMITTED: <PlusCircleOutlined />,
  EDITED: <EditOutlined />,
  CLOSED: <StopOutlined />,
  REOPENED: <UndoOutlined />,
  DOCUMENT_IMPORTED: <FileTextOutlined />,
  ATTACHMENT_ADDED: <PaperClipOutlined />,
  ATTACHMENT_REMOVED: <PaperClipOutlined />,
  GENERATION_ORDERED: <ThunderboltOutlined />,
  GENERATION_CONCLUDED: <CheckCircleOutlined />,
  REVIEW_BEGUN: <EyeOutlined />,
  JUDGED: <AuditOutlined />,
  MERGE_MOVED: <PullRequestOutlined />,
};

interface HistoryItemProps {
  entry: HistoryEntry;
  projectId: string;
}

export function HistoryItem({ entry, projectId }: HistoryItemProps) {
  const { t } = useTranslation();
  const language = usePreferences((preferences) => preferences.language);
  const { kind, version, at, by, changes } = entry;
  // The first version is the whole text; it is there, but nobody wants to read it as a change.
  const [open, setOpen] = useState(kind !== "SUBMITTED");
  return (
    <li className="cm-history">
      <span className="cm-step-mark" aria-hidden="true">
        {ICONS[kind]}
      </span>
      <div className="cm-list-main">
        <span className="cm-history-head">
          <strong>{t(`history.kinds.${kind}`)}</strong>
          {by && <span>{by.name}</span>}
          <span className="cm-muted">{formatTime(at, language)}</span>
          <span className="cm-key">{t("history.version", { version })}</span>
          {kind === "SUBMITTED" && changes.length > 0 && (
            <button
              type="button"
              className="cm-link"
              aria-expanded={open}
              onClick={() => setOpen(!open)}
            >
              {open ? t("history.hide") : t("history.show")}
            </button>
          )}
        </span>
        {open && changes.length > 0 && <HistoryChanges projectId={projectId} changes={changes} />}
      </div>
    </li>
  );
}
