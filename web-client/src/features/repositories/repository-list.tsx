import { BranchesOutlined, LinkOutlined } from "@ant-design/icons";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem } from "@/api/problem";
import { useRepositories } from "@/api/repositories";
import { EmptyState } from "@/ui/empty-state";
import { ProblemAlert } from "@/ui/problem-alert";
import { EditRepositoryDialog } from "./edit-repository-dialog";
import { RepositoryItem } from "./repository-item";

interface RepositoryListProps {
  projectId: string;
  /** Null for who may only look. */
  onLink: (() => void) | null;
}

export function RepositoryList({ projectId, onLink }: RepositoryListProps) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState<string | null>(null);
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
        {onLink ? t("repositories.emptyWords") : t("repositories.emptyForOthers")}
      </EmptyState>
    );
  }
  return (
    <>
      <ul className="cm-list" aria-label={t("repositories.title")}>
        {items.map((repository) => (
          <RepositoryItem
            key={repository.id}
            repository={repository}
            onEdit={onLink ? () => setEditing(repository.id) : null}
          />
        ))}
      </ul>
      {editing && (
        <EditRepositoryDialog
          projectId={projectId}
          repositoryId={editing}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}
