import { App, Form, Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type ApiProblem, asProblem } from "@/api/problem";
import type { UserEntry } from "@/api/types";
import { useResetPassword } from "@/api/users";
import { showFieldErrors } from "@/ui/form-problem";
import { ProblemAlert } from "@/ui/problem-alert";

interface ResetPasswordDialogProps {
  user: UserEntry;
  onClose: () => void;
}

export function ResetPasswordDialog({ user, onClose }: ResetPasswordDialogProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ password: string }>();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const reset = useResetPassword(user.id);
  const submit = ({ password }: { password: string }) => {
    setProblem(null);
    reset.mutate(password, {
      onSuccess: () => {
        void message.success(t("users.resetDone", { name: user.name }));
        onClose();
      },
      onError: (error) => {
        const refusal = asProblem(error);
        if (showFieldErrors(form, refusal)) setProblem(refusal);
      },
    });
  };
  return (
    <Modal
      open
      title={t("users.resetTitle", { name: user.name })}
      okText={t("users.resetSubmit")}
      cancelText={t("common.cancel")}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={reset.isPending}
    >
      <p className="cm-muted">{t("users.resetWords")}</p>
      <Form form={form} name="reset-password" layout="vertical" onFinish={submit}>
        <Form.Item
          name="password"
          label={t("account.newPassword")}
          extra={t("account.passwordHelp")}
          rules={[{ required: true, message: t("account.passwordMissing") }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </Form>
      {problem && <ProblemAlert problem={problem} />}
    </Modal>
  );
}
