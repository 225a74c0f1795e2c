import { BranchesOutlined, LockOutlined, UnlockOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { asProblem } from "@/api/problem";
import { useUnlinkRepository } from "@/api/repositories";
import type { RepositoryDetails } from "@/api/types";
import { DemoBadge } from "@/ui/badge";
import { useConfirm } from "@/ui/use-confirm";

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
