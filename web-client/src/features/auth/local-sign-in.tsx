import { LockOutlined, MailOutlined } from "@ant-design/icons";
import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem } from "@/api/problem";
import { useLocalSignIn } from "@/api/session";
import { formatClock } from "@/lib/format";
import { showFieldErrors } from "@/ui/form-problem";
import { ProblemAlert } from "@/ui/problem-alert";
import { useNow } from "@/ui/use-now";

interface Values {
  email: string;
  password: string;
}

/** Asks for email and password; after too many attempts it says how long to wait. */
export function LocalSignIn({ onSignedIn }: { onSignedIn: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const signIn = useLocalSignIn();
  const [until, setUntil] = useState(0);
  const left = until - useNow(until > 0);
  const waiting = left > 0;
  const submit = (values: Values) =>
    signIn.mutate(
      { email: values.email.trim(), password: values.password },
      {
        onSuccess: onSignedIn,
        onError: (error) => {
          const { retryAfter, fieldErrors } = asProblem(error);
          showFieldErrors(form, { fieldErrors });
          if (retryAfter) setUntil(Date.now() + retryAfter * 1000);
        },
      },
    );
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={submit}>
      <Form.Item
        name="email"
        label={t("signIn.email")}
        rules={[{ required: true, whitespace: true, message: t("signIn.emailMissing") }]}
      >
        <Input
          prefix={<MailOutlined aria-hidden="true" />}
          autoComplete="username"
          size="large"
          inputMode="email"
        />
      </Form.Item>
      <Form.Item
        name="password"
        label={t("signIn.password")}
        rules={[{ required: true, message: t("signIn.passwordMissing") }]}
      >
        <Input.Password
          prefix={<LockOutlined aria-hidden="true" />}
          autoComplete="current-password"
          size="large"
        />
      </Form.Item>
      <div className={signIn.isError ? "cm-gap-below" : ""} aria-live="polite">
        {waiting && (
          <Alert
            type="warning"
            showIcon
            title={t("signIn.wait", { time: formatClock(left + 999) })}
          />
        )}
        {signIn.isError && !waiting && <ProblemAlert problem={asProblem(signIn.error)} />}
      </div>
      <Button
        type="primary"
        htmlType="submit"
        block
        size="large"
        loading={signIn.isPending}
        disabled={waiting}
      >
        {t("signIn.submit")}
      </Button>
    </Form>
  );
}
