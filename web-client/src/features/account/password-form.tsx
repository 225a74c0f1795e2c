import { App, Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useChangeMyPassword } from "@/api/account";
import { type ApiProblem, asProblem } from "@/api/problem";
import { showFieldErrors } from "@/ui/form-problem";
import { ProblemAlert, useProblemWords } from "@/ui/problem-alert";

interface Values {
  currentPassword: string;
  newPassword: string;
  again: string;
}

const CODE_FIELDS = {
  "auth.bad-credentials": "currentPassword",
};

export function PasswordForm() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const wordsOf = useProblemWords();
  const change = useChangeMyPassword();
  const submit = ({ currentPassword, newPassword }: Values) => {
    setProblem(null);
    change.mutate(
      { currentPassword, newPassword },
      {
        onSuccess: () => {
          form.resetFields();
          void message.success(t("account.passwordChanged"));
        },
        onError: (error) => {
          const refusal = asProblem(error);
          if (showFieldErrors(form, refusal, CODE_FIELDS, refusal.code, wordsOf(refusal))) {
            setProblem(refusal);
          }
        },
      },
    );
  };
  return (
    <Form
      form={form}
      name="password"
      layout="vertical"
      className="cm-form-narrow"
      onFinish={submit}
    >
      <Form.Item
        name="currentPassword"
        label={t("account.currentPassword")}
        rules={[{ required: true, message: t("account.currentMissing") }]}
      >
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="newPassword"
        label={t("account.newPassword")}
        extra={t("account.passwordHelp")}
        rules={[{ required: true, message: t("account.passwordMissing") }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t("account.again")}
        dependencies={["newPassword"]}
        rules={[
          ({ getFieldValue }) => ({
            validator: async (_, value) => {
              if (value !== getFieldValue("newPassword")) throw new Error(t("account.notSame"));
            },
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      {problem && (
        <div className="cm-gap-below">
          <ProblemAlert problem={problem} />
        </div>
      )}
      <Button htmlType="submit" loading={change.isPending}>
        {t("account.changePassword")}
      </Button>
    </Form>
  );
}
