import { BranchesOutlined, LinkOutlined, LockOutlined, UnlockOutlined } from "@ant-design/icons";
import { Button, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { asProblem } from "@/api/problem";
import { useRepositories } from "@/api/projects";
import type { RepositoryDetails } from "@/api/types";
import { DemoBadge } from "@/ui/badge";
import { EmptyState } from "@/ui/empty-state";
import { ProblemAlert } from "@/ui/problem-alert";

interface RepositoryListProps {
  projectId: string;
  onLink: (() => void) | null;
}

export function RepositoryList({ projectId, onLink }: RepositoryListProps) {
  const { t } = useTranslation();
  const repositories = useRepositories(projectId);
  if (repositories.isPending) return <Skeleton active paragraph={{ rows: 2 }} />;
  if (repositories.isError) {
    return (
      <ProblemAlert
        problem={asProblem(repositories.error)}
        onRetry={() => void repositories.refetch()}
      />
    );
  }
  const { items } = repositories.data;
  if (items.length === 0) {
    return (
      <EmptyState
        icon={<BranchesOutlined aria-hidden="true" />}
        title={t("repositories.empty")}
        action={
          onLink && (
            <Button type="primary" icon={<LinkOutlined aria-hidden="true" />} onClick={onLink}>
              {t("repositories.link")}
            </Button>
          )
        }
      >
        {t("repositories.emptyWords")}
      </EmptyState>
    );
  }
  return (
    <ul className="cm-list" aria-label={t("repositories.title")}>
      {items.map((repository) => (
        <RepositoryItem key={repository.id} repository={repository} />
      ))}
    </ul>
  );
}

function RepositoryItem({ repository }: { repository: RepositoryDetails }) {
  const { t } = useTranslation();
  const { present, lastFour } = repository.credential;
  return (
    <li className="cm-list-item">
      <div className="cm-list-main">
        <span className="cm-mono cm-break">{repository.gitUrl}</span>
        <span className="cm-muted cm-list-facts">
          <span>{t(`repositories.platforms.${repository.platform}`)}</span>
          <span>
            <BranchesOutlined aria-hidden="true" /> {repository.defaultBranch}
          </span>
          <span>
            {present ? <LockOutlined aria-hidden="true" /> : <UnlockOutlined aria-hidden="true" />}{" "}
            {present
              ? t("repositories.token", { lastFour: lastFour ?? "" })
              : t("repositories.noToken")}
          </span>
        </span>
      </div>
      {repository.demo && <DemoBadge label={t("common.demo")} />}
    </li>
  );
}
