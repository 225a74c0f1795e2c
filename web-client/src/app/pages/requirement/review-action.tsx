import { AuditOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { RequirementStatus } from "@/api/types";
import { paths } from "@/lib/paths";
import { useCommands } from "@/ui/commands";

interface ReviewActionProps {
  taskId: string;
  status: RequirementStatus;
}

/** To the change that stands to be judged. */
export function ReviewAction({ taskId, status }: ReviewActionProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const waits = status === "GENERATED" || status === "IN_REVIEW";
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
    <Button
      type={waits ? "primary" : "default"}
      icon={<AuditOutlined aria-hidden="true" />}
      onClick={open}
    >
      {t("requirements.review")}
    </Button>
  );
}
