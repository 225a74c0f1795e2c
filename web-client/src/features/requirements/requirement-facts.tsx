import { BranchesOutlined } from "@ant-design/icons";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useMembers } from "@/api/members";
import { itemsOf } from "@/api/pages";
import { asProblem } from "@/api/problem";
import { useRepository } from "@/api/repositories";
import { useEditRequirement } from "@/api/requirements";
import type { Priority, RequirementDetails, Versioned } from "@/api/types";
import { formatCost, formatTime } from "@/lib/format";
import { Face } from "@/ui/face";
import { usePreferences } from "@/ui/preferences";
import { useTellProblem } from "@/ui/use-confirm";
import { PRIORITIES } from "./priorities";

interface RequirementFactsProps {
  requirement: Versioned<RequirementDetails>;
  mayEdit: boolean;
}

export function RequirementFacts({ requirement, mayEdit }: RequirementFactsProps) {
  const { t } = useTranslation();
  const language = usePreferences((preferences) => preferences.language);
  const repository = useRepository(requirement.repositoryId);
  return (
    <dl className="cm-facts">
      <div>
        <dt>{t("requirements.assignee")}</dt>
        <dd>
          <Assignee requirement={requirement} mayEdit={mayEdit} />
        </dd>
      </div>
      <div>
        <dt>{t("requirements.priority")}</dt>
        <dd>
          <PriorityChoice requirement={requirement} mayEdit={mayEdit} />
        </dd>
      </div>
      <div>
        <dt>{t("requirements.repository")}</dt>
        <dd className="cm-mono cm-break">
          {repository.data?.gitUrl ?? (requirement.repositoryId ? "…" : t("requirements.none"))}
        </dd>
      </div>
      <div>
        <dt>{t("requirements.targetBranch")}</dt>
        <dd className="cm-mono cm-break">
          <BranchesOutlined aria-hidden="true" />{" "}
          {requirement.targetBranch ?? repository.data?.defaultBranch ?? "—"}
        </dd>
      </div>
      {typeof requirement.costUsd === "number" && requirement.costUsd > 0 && (
        <div>
          <dt>{t("requirements.cost")}</dt>
          <dd className="cm-digits">{formatCost(requirement.costUsd)}</dd>
        </div>
      )}
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

/** One choice that is saved at once; the last one who chooses is right, so no version is asked for. */
function Assignee({ requirement, mayEdit }: RequirementFactsProps) {
  const { t } = useTranslation();
  const tell = useTellProblem(asProblem);
  const edit = useEditRequirement(requirement.id);
  const members = useMembers(mayEdit ? requirement.projectId : undefined);
  const { assignee } = requirement;
  if (!mayEdit) {
    if (!assignee) return t("requirements.unassigned");
    return (
      <span className="cm-option">
        <Face name={assignee.name} size={22} /> {assignee.name}
      </span>
    );
  }
  const choices = new Map(itemsOf(members.data).map(({ userId, name }) => [userId, name]));
  if (assignee) choices.set(assignee.id, assignee.name);
  const assign = (userId?: string) => {
    const name = userId && choices.get(userId);
    const next = userId && name ? { id: userId, name } : null;
    edit.mutate(
      {
        request: { assigneeId: next?.id ?? null },
        etag: null,
        look: { assignee: next, assigneeId: next?.id ?? null },
      },
      { onError: tell },
    );
  };
  return (
    <Select
      allowClear
      className="cm-wide"
      variant="filled"
      value={assignee?.id ?? null}
      aria-label={t("requirements.assignee")}
      placeholder={t("requirements.unassigned")}
      showSearch={{ optionFilterProp: "label" }}
      options={[...choices].map(([value, label]) => ({ value, label }))}
      onChange={(value?: string | null) => assign(value ?? undefined)}
    />
  );
}

function PriorityChoice({ requirement, mayEdit }: RequirementFactsProps) {
  const { t } = useTranslation();
  const tell = useTellProblem(asProblem);
  const edit = useEditRequirement(requirement.id);
  const { priority } = requirement;
  if (!mayEdit) return t(`requirements.priorities.${priority}`);
  return (
    <Select<Priority>
      className="cm-wide"
      variant="filled"
      value={priority}
      aria-label={t("requirements.priority")}
      options={PRIORITIES.map((value) => ({ value, label: t(`requirements.priorities.${value}`) }))}
      onChange={(value) =>
        edit.mutate(
          { request: { priority: value }, etag: null, look: { priority: value } },
          { onError: tell },
        )
      }
    />
  );
}
