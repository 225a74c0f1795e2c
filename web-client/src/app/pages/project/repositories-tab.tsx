import { LinkOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Rights } from "@/api/access";
import { LinkRepositoryDialog } from "@/features/repositories/link-repository-dialog";
import { RepositoryList } from "@/features/repositories/repository-list";
import { useCommands } from "@/ui/commands";

interface RepositoriesTabProps {
  projectId: string;
  rights: Rights;
}

export function RepositoriesTab({ projectId, rights }: RepositoriesTabProps) {
  const { t } = useTranslation();
  const [linking, setLinking] = useState(false);
  const link = rights.develop ? () => setLinking(true) : null;
  useCommands(
    link
      ? [
          {
            id: "link",
            label: t("repositories.link"),
            group: "do",
            icon: <LinkOutlined />,
            run: link,
          },
        ]
      : [],
  );
  return (
    <section aria-labelledby="repositories">
      <div className="cm-section-head">
        <h2 id="repositories">{t("repositories.title")}</h2>
        {link && (
          <Button icon={<LinkOutlined aria-hidden="true" />} onClick={link}>
            {t("repositories.link")}
          </Button>
        )}
      </div>
      <RepositoryList projectId={projectId} onLink={link} />
      <LinkRepositoryDialog
        projectId={projectId}
        open={linking}
        onClose={() => setLinking(false)}
      />
    </section>
  );
}
