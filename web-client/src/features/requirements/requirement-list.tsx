import { FileTextOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input, Select, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { asProblem } from "@/api/problem";
import { useRequirements } from "@/api/requirements";
import type { RequirementDetails, RequirementStatus } from "@/api/types";
import { formatAgo } from "@/lib/format";
import { paths } from "@/lib/paths";
import { priorityTones, requirementTones } from "@/lib/tones";
import { EmptyState } from "@/ui/empty-state";
import { usePreferences } from "@/ui/preferences";
import { ProblemAlert } from "@/ui/problem-alert";
import { StateTag } from "@/ui/state-tag";
import { useNow } from "@/ui/use-now";

interface RequirementListProps {
  projectId: string;
  status: RequirementStatus | null;
  q: string;
  onFilter: (filter: { status?: string | null; q?: string }) => void;
}

const STATUSES = Object.keys(requirementTones) as RequirementStatus[];

export function RequirementList({ projectId, status, q, onFilter }: RequirementListProps) {
  const { t } = useTranslation();
  const requirements = useRequirements({ projectId, status, q });
  const filtered = Boolean(status || q);
  const items = requirements.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className="cm-filters">
        <Input.Search
          allowClear
          defaultValue={q}
          placeholder={t("requirements.search")}
          aria-label={t("requirements.search")}
          onSearch={(value) => onFilter({ q: value.trim() })}
        />
        <Select
          allowClear
          value={status}
          placeholder={t("requirements.anyStatus")}
          aria-label={t("requirements.filterStatus")}
          onChange={(value: RequirementStatus | undefined) => onFilter({ status: value ?? null })}
          options={STATUSES.map((value) => ({
            value,
            label: t(`requirements.statuses.${value}`),
          }))}
        />
      </div>
      {requirements.isPending && <Skeleton active paragraph={{ rows: 4 }} />}
      {requirements.isError && (
        <ProblemAlert
          problem={asProblem(requirements.error)}
          onRetry={() => void requirements.refetch()}
        />
      )}
      {requirements.isSuccess && items.length === 0 && (
        <EmptyState
          icon={<FileTextOutlined aria-hidden="true" />}
          title={filtered ? t("requirements.noneFound") : t("requirements.empty")}
          action={
            !filtered && (
              <Link to={paths.newRequirement(projectId)}>
                <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} tabIndex={-1}>
                  {t("requirements.create")}
                </Button>
              </Link>
            )
          }
        >
          {filtered ? t("requirements.noneFoundWords") : t("requirements.emptyWords")}
        </EmptyState>
      )}
      {items.length > 0 && (
        <ul className="cm-list" aria-label={t("requirements.title")}>
          {items.map((requirement) => (
            <RequirementItem key={requirement.id} requirement={requirement} />
          ))}
        </ul>
      )}
      {requirements.hasNextPage && (
        <Button
          loading={requirements.isFetchingNextPage}
          onClick={() => void requirements.fetchNextPage()}
        >
          {t("common.more")}
        </Button>
      )}
    </>
  );
}

function RequirementItem({ requirement }: { requirement: RequirementDetails }) {
  const { t } = useTranslation();
  const language = usePreferences((preferences) => preferences.language);
  const now = useNow(false);
  const { status, priority } = requirement;
  return (
    <li className="cm-list-item">
      <div className="cm-list-main">
        <Link to={paths.requirement(requirement.id)} className="cm-list-title">
          <span className="cm-key">{requirement.key}</span> {requirement.title}
        </Link>
        <span className="cm-muted cm-list-facts">
          <span>{requirement.createdBy?.name}</span>
          <span>{formatAgo(requirement.updatedAt, now, language)}</span>
          {priorityTones[priority] !== "neutral" && (
            <span className={`cm-tone-${priorityTones[priority]}`}>
              {t(`requirements.priorities.${priority}`)}
            </span>
          )}
        </span>
      </div>
      <StateTag
        tone={requirementTones[status]}
        label={t(`requirements.statuses.${status}`)}
        pulse={status === "GENERATING"}
      />
    </li>
  );
}
