import { Form, Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type ApiProblem, asProblem } from "@/api/problem";
import { useCloseRequirement } from "@/api/requirements";
import type { RequirementDetails, Versioned } from "@/api/types";
import { showFieldErrors } from "@/ui/form-problem";
import { ProblemAlert } from "@/ui/problem-alert";

interface CloseDialogProps {
  requirement: Versioned<RequirementDetails>;
  onClose: () => void;
}

export function CloseDialog({ requirement, onClose }: CloseDialogProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ reason: string }>();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const close = useCloseRequirement(requirement.id);
  const submit = ({ reason }: { reason?: string }) => {
    setProblem(null);
    close.mutate(
      { reason: reason?.trim() ?? "", etag: requirement.etag },
      {
        onSuccess: onClose,
        onError: (error) => {
          const refusal = asProblem(error);
          if (showFieldErrors(form, refusal)) setProblem(refusal);
        },
      },
    );
  };
  return (
    <Modal
      open
      title={t("requirements.closeTitle", { key: requirement.key })}
      okText={t("requirements.close")}
      okButtonProps={{ danger: true }}
      cancelText={t("common.cancel")}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={close.isPending}
    >
      <p className="cm-muted">{t("requirements.closeWords")}</p>
      <Form form={form} name="close" layout="vertical" onFinish={submit}>
        <Form.Item name="reason" label={t("requirements.closeReason")}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
        </Form.Item>
      </Form>
      {problem && <ProblemAlert problem={problem} />}
    </Modal>
  );
}
