import {
  CopyOutlined,
  EditOutlined,
  EllipsisOutlined,
  StopOutlined,
  UndoOutlined,
} from "@ant-design/icons";
import { App, Button, Dropdown } from "antd";
import { useTranslation } from "react-i18next";
import { asProblem } from "@/api/problem";
import { useReopenRequirement } from "@/api/requirements";
import type { RequirementDetails } from "@/api/types";
import { copyText } from "@/ui/copy";
import { useTellProblem } from "@/ui/use-confirm";

interface RequirementMenuProps {
  requirement: RequirementDetails;
  mayEdit: boolean;
  onEdit: () => void;
  onClose: () => void;
}

export function RequirementMenu({ requirement, mayEdit, onEdit, onClose }: RequirementMenuProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const tell = useTellProblem(asProblem);
  const reopen = useReopenRequirement(requirement.id);
  const closed = requirement.status === "CLOSED";
  const copy = () =>
    void copyText(requirement.key).then((done) => done && message.success(t("common.copied")));
  return (
    <>
      {mayEdit && !closed && (
        <Button icon={<EditOutlined aria-hidden="true" />} onClick={onEdit}>
          {t("common.edit")}
        </Button>
      )}
      {mayEdit && closed && (
        <Button
          icon={<UndoOutlined aria-hidden="true" />}
          loading={reopen.isPending}
          onClick={() => reopen.mutate(undefined, { onError: tell })}
        >
          {t("requirements.reopen")}
        </Button>
      )}
      <Dropdown
        trigger={["click"]}
        menu={{
          items: [
            {
              key: "copy",
              icon: <CopyOutlined aria-hidden="true" />,
              label: t("requirements.copyKey"),
              onClick: copy,
            },
            ...(mayEdit && !closed
              ? [
                  {
                    key: "close",
                    danger: true,
                    icon: <StopOutlined aria-hidden="true" />,
                    label: t("requirements.close"),
                    onClick: onClose,
                  },
                ]
              : []),
          ],
        }}
      >
        <Button
          icon={<EllipsisOutlined aria-hidden="true" />}
          aria-label={t("requirements.more")}
        />
      </Dropdown>
    </>
  );
}
