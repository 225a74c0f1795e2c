import { FileTextOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { itemsOf } from "@/api/pages";
import { asProblem } from "@/api/problem";
import { type RequirementFilter, useRequirements } from "@/api/requirements";
import { paths } from "@/lib/paths";
import { EmptyState } from "@/ui/empty-state";
import { ProblemAlert } from "@/ui/problem-alert";
import { isFiltered } from "./requirement-filters";
import { RequirementItem } from "./requirement-item";

interface RequirementListProps {
  filter: RequirementFilter;
  mayWrite: boolean;
  /** Shows only the first few. */
  limit?: number;
}

export function RequirementList({ filter, mayWrite, limit }: RequirementListProps) {
  const { t } = useTranslation();
  const requirements = useRequirements(filter, limit);
  if (requirements.isPending) return <Skeleton active paragraph={{ rows: 4 }} />;
  if (requirements.isError) {
    return (
      <ProblemAlert
        problem={asProblem(requirements.error)}
        onRetry={() => void requirements.refetch()}
      />
    );
  }
  const items = itemsOf(requirements.data);
  if (items.length === 0) return <NoRequirements filter={filter} mayWrite={mayWrite} />;
  return (
    <>
      <ul className="cm-list" aria-label={t("requirements.title")}>
        {items.map((requirement) => (
          <RequirementItem key={requirement.id} requirement={requirement} />
        ))}
      </ul>
      {!limit && requirements.hasNextPage && (
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

function NoRequirements({ filter, mayWrite }: RequirementListProps) {
  const { t } = useTranslation();
  const icon = <FileTextOutlined aria-hidden="true" />;
  if (isFiltered(filter)) {
    return (
      <EmptyState icon={icon} title={t("requirements.noneFound")}>
        {t("requirements.noneFoundWords")}
      </EmptyState>
    );
  }
  const { projectId } = filter;
  return (
    <EmptyState
      icon={icon}
      title={t("requirements.empty")}
      action={
        mayWrite &&
        projectId && (
          <Link to={paths.newRequirement(projectId)}>
            <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} tabIndex={-1}>
              {t("requirements.create")}
            </Button>
          </Link>
        )
      }
    >
      {mayWrite ? t("requirements.emptyWords") : t("requirements.emptyForOthers")}
    </EmptyState>
  );
}
