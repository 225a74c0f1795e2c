import { BranchesOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { useRepository } from "@/api/projects";
import type { RequirementDetails } from "@/api/types";
import { formatTime } from "@/lib/format";
import { usePreferences } from "@/ui/preferences";

export function RequirementFacts({ requirement }: { requirement: RequirementDetails }) {
  const { t } = useTranslation();
  const language = usePreferences((preferences) => preferences.language);
  const repository = useRepository(requirement.repositoryId);
  return (
    <dl className="cm-facts">
      <div>
        <dt>{t("requirements.priority")}</dt>
        <dd>{t(`requirements.priorities.${requirement.priority}`)}</dd>
      </div>
      <div>
        <dt>{t("requirements.repository")}</dt>
        <dd className="cm-mono cm-break">
          {repository.data?.gitUrl ?? (requirement.repositoryId ? "…" : t("requirements.none"))}
        </dd>
      </div>
      <div>
        <dt>{t("requirements.targetBranch")}</dt>
        <dd className="cm-mono">
          <BranchesOutlined aria-hidden="true" />{" "}
          {requirement.targetBranch ?? repository.data?.defaultBranch ?? "—"}
        </dd>
      </div>
      <div>
        <dt>{t("requirements.createdBy")}</dt>
        <dd>{requirement.createdBy?.name}</dd>
      </div>
      <div>
        <dt>{t("requirements.createdAt")}</dt>
        <dd>{formatTime(requirement.createdAt, language)}</dd>
      </div>
    </dl>
  );
}
