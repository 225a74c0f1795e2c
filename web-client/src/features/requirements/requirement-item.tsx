import { FileTextOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { RequirementDetails } from "@/api/types";
import { formatAgo } from "@/lib/format";
import { paths } from "@/lib/paths";
import { priorityTones, requirementTones } from "@/lib/tones";
import { Face } from "@/ui/face";
import { usePreferences } from "@/ui/preferences";
import { StateTag } from "@/ui/state-tag";
import { useNow } from "@/ui/use-now";

export function RequirementItem({ requirement }: { requirement: RequirementDetails }) {
  const { t } = useTranslation();
  const language = usePreferences((preferences) => preferences.language);
  const now = useNow(false);
  const { status, priority, assignee } = requirement;
  return (
    <li className="cm-list-item cm-stacked">
      <div className="cm-list-main">
        <Link to={paths.requirement(requirement.id)} className="cm-list-title" data-row>
          <span className="cm-key">{requirement.key}</span> {requirement.title}
        </Link>
        <span className="cm-muted cm-list-facts">
          {priorityTones[priority] !== "neutral" && (
            <span className={`cm-tone-${priorityTones[priority]}`}>
              {t(`requirements.priorities.${priority}`)}
            </span>
          )}
          <span>{requirement.createdBy?.name}</span>
          <span>{formatAgo(requirement.updatedAt, now, language)}</span>
          {requirement.document && (
            <span>
              <FileTextOutlined aria-hidden="true" /> {t("document.short")}
            </span>
          )}
        </span>
      </div>
      {assignee && (
        <span
          role="img"
          title={t("requirements.assignedTo", { name: assignee.name })}
          aria-label={t("requirements.assignedTo", { name: assignee.name })}
        >
          <Face name={assignee.name} size={26} />
        </span>
      )}
      <StateTag
        tone={requirementTones[status]}
        label={t(`requirements.statuses.${status}`)}
        pulse={status === "GENERATING"}
      />
    </li>
  );
}
