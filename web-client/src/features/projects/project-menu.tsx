import { EditOutlined, EllipsisOutlined, InboxOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useTranslation } from "react-i18next";
import { asProblem } from "@/api/problem";
import { useArchiveProject } from "@/api/projects";
import { useConfirm } from "@/ui/use-confirm";

interface ProjectMenuProps {
  projectId: string;
  name: string;
  onEdit: () => void;
}

export function ProjectMenu({ projectId, name, onEdit }: ProjectMenuProps) {
  const { t } = useTranslation();
  const confirm = useConfirm(asProblem);
  const archive = useArchiveProject(projectId);
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: [
          {
            key: "edit",
            icon: <EditOutlined aria-hidden="true" />,
            label: t("projects.edit"),
            onClick: onEdit,
          },
          { type: "divider" },
          {
            key: "archive",
            danger: true,
            icon: <InboxOutlined aria-hidden="true" />,
            label: t("projects.archive"),
            onClick: () =>
              confirm({
                title: t("projects.archiveTitle", { name }),
                words: t("projects.archiveWords"),
                yes: t("projects.archive"),
                run: () => archive.mutateAsync(),
              }),
          },
        ],
      }}
    >
      <Button icon={<EllipsisOutlined aria-hidden="true" />} aria-label={t("projects.more")} />
    </Dropdown>
  );
}
