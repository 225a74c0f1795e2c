import {
  ApiOutlined,
  QuestionCircleOutlined,
  RobotOutlined,
  SettingOutlined,
  UserOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AuditActorType, AuditEntry } from "@/api/types";
import { formatTime } from "@/lib/format";
import { usePreferences } from "@/ui/preferences";
import { StateTag } from "@/ui/state-tag";
import { useWords } from "@/ui/words";
import { outcomeTones } from "./audit-words";

const ICONS: Record<AuditActorType, ReactNode> = {
  user: <UserOutlined />,
  agent: <RobotOutlined />,
  system: <SettingOutlined />,
  api_token: <ApiOutlined />,
  anonymous: <QuestionCircleOutlined />,
};

/** Who it was, and for whom. */
export function AuditWho({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation();
  const { actor, onBehalfOf } = entry;
  const name = actor.name ?? t(`audit.actors.${actor.type}`);
  return onBehalfOf ? t("audit.onBehalfOf", { name, other: onBehalfOf.name }) : name;
}

interface AuditItemProps {
  entry: AuditEntry;
  onOpen: () => void;
}

/** One thing that happened. */
export function AuditItem({ entry, onOpen }: AuditItemProps) {
  const { t } = useTranslation();
  const words = useWords();
  const language = usePreferences((preferences) => preferences.language);
  const { actor, target, outcome } = entry;
  return (
    <li className="cm-list-item cm-audit">
      <span className="cm-audit-icon" title={t(`audit.actors.${actor.type}`)} aria-hidden="true">
        {ICONS[actor.type]}
      </span>
      <button type="button" className="cm-list-main cm-audit-open" data-row onClick={onOpen}>
        <span className="cm-list-title">
          <code className="cm-audit-action">{entry.action}</code>
          {outcome !== "success" && (
            <StateTag tone={outcomeTones[outcome]} label={t(`audit.outcomes.${outcome}`)} />
          )}
        </span>
        <span className="cm-audit-target">
          {words(`audit.targets.${target.type}`, target.type)}
          {target.label && <strong> {target.label}</strong>}
        </span>
        {entry.detail && <span className="cm-muted cm-clamp cm-break">{entry.detail}</span>}
        <span className="cm-muted cm-list-facts">
          <span>
            <AuditWho entry={entry} />
          </span>
          <time dateTime={entry.at}>{formatTime(entry.at, language)}</time>
          {entry.ip && <span>{entry.ip}</span>}
        </span>
      </button>
    </li>
  );
}
