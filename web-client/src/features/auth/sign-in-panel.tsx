import { ApiOutlined, LockOutlined, MailOutlined } from "@ant-design/icons";
import { Button, Card, Divider, Form, Input, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { asProblem } from "@/api/problem";
import { feishuSignInUrl, useAuthMethods, useLocalSignIn } from "@/api/session";
import { ProblemAlert } from "@/ui/problem-alert";
import { DemoSignIn } from "./demo-sign-in";

interface SignInPanelProps {
  returnTo: string;
  onSignedIn: () => void;
}

export function SignInPanel({ returnTo, onSignedIn }: SignInPanelProps) {
  const { t } = useTranslation();
  const methods = useAuthMethods();
  if (methods.isPending) return <Skeleton active />;
  if (methods.isError) {
    return (
      <ProblemAlert problem={asProblem(methods.error)} onRetry={() => void methods.refetch()} />
    );
  }
  const { demo, local, feishu } = methods.data;
  const others = local || feishu;
  return (
    <>
      {demo && <DemoSignIn onSignedIn={onSignedIn} />}
      {demo && others && <Divider plain>{t("signIn.or")}</Divider>}
      {others && (
        <Card className="cm-card">
          {local && <LocalSignIn onSignedIn={onSignedIn} />}
          {local && feishu && <Divider plain>{t("signIn.or")}</Divider>}
          {feishu && (
            <Button
              block
              size="large"
              icon={<ApiOutlined aria-hidden="true" />}
              href={feishuSignInUrl(returnTo)}
            >
              {t("signIn.feishu")}
            </Button>
          )}
        </Card>
      )}
      {!demo && !others && <p>{t("signIn.none")}</p>}
    </>
  );
}

function LocalSignIn({ onSignedIn }: { onSignedIn: () => void }) {
  const { t } = useTranslation();
  const signIn = useLocalSignIn();
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      onFinish={(values: { email: string; password: string }) =>
        signIn.mutate(values, { onSuccess: onSignedIn })
      }
    >
      <Form.Item
        name="email"
        label={t("signIn.email")}
        rules={[{ required: true, message: t("signIn.emailMissing") }]}
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
      {signIn.isError && (
        <div className="cm-gap-below">
          <ProblemAlert problem={asProblem(signIn.error)} />
        </div>
      )}
      <Button type="primary" htmlType="submit" block size="large" loading={signIn.isPending}>
        {t("signIn.submit")}
      </Button>
    </Form>
  );
}
