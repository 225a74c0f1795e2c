import { BranchesOutlined, LockOutlined, UnlockOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { asProblem } from "@/api/problem";
import { useUnlinkRepository } from "@/api/repositories";
import type { RepositoryDetails } from "@/api/types";
import { paths } from "@/lib/paths";
import { DemoBadge } from "@/ui/badge";
import { useConfirm } from "@/ui/use-confirm";
import { AnalysisNote } from "./analysis-note";

interface RepositoryItemProps {
  repository: RepositoryDetails;
  onEdit: (() => void) | null;
}

export function RepositoryItem({ repository, onEdit }: RepositoryItemProps) {
  const { t } = useTranslation();
  const confirm = useConfirm(asProblem);
  const unlink = useUnlinkRepository(repository.projectId);
  const { present, lastFour } = repository.credential;
  const askToUnlink = () =>
    confirm({
      title: t("repositories.unlinkTitle"),
      words: t("repositories.unlinkWords", { url: repository.gitUrl }),
      yes: t("repositories.unlink"),
      run: () => unlink.mutateAsync(repository.id),
    });
  return (
    <li className="cm-list-item cm-stacked">
      <div className="cm-list-main">
        <Link to={paths.repository(repository.id)} className="cm-mono cm-break" data-row>
          {repository.gitUrl}
        </Link>
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
          <AnalysisNote repositoryId={repository.id} />
        </span>
      </div>
      {repository.demo && <DemoBadge label={t("common.demo")} />}
      {onEdit && (
        <span className="cm-row-actions">
          <Button
            type="text"
            onClick={onEdit}
            aria-label={t("repositories.editOf", { url: repository.gitUrl })}
          >
            {t("common.edit")}
          </Button>
          <Button
            type="text"
            danger
            onClick={askToUnlink}
            aria-label={t("repositories.unlinkOf", { url: repository.gitUrl })}
          >
            {t("repositories.unlink")}
          </Button>
        </span>
      )}
    </li>
  );
}
