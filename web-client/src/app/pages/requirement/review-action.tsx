import { AuditOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { paths } from "@/lib/paths";
import { useCommands } from "@/ui/commands";

/** To the change that stands to be judged. */
export function ReviewAction({ taskId }: { taskId: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const open = () => void navigate(paths.review(taskId));
  useCommands([
    {
      id: "review",
      label: t("requirements.review"),
      group: "do",
      keys: "v r",
      icon: <AuditOutlined />,
      run: open,
    },
  ]);
  return (
    <Button icon={<AuditOutlined aria-hidden="true" />} onClick={open}>
      {t("requirements.review")}
    </Button>
  );
}
