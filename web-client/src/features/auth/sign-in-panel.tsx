import { ApiOutlined } from "@ant-design/icons";
import { Button, Card, Divider, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { asProblem } from "@/api/problem";
import { feishuSignInUrl, useAuthMethods } from "@/api/session";
import { ProblemAlert } from "@/ui/problem-alert";
import { DemoSignIn } from "./demo-sign-in";
import { LocalSignIn } from "./local-sign-in";

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
          {feishu && (
            <Button
              block
              type={local ? "default" : "primary"}
              size="large"
              icon={<ApiOutlined aria-hidden="true" />}
              href={feishuSignInUrl(returnTo)}
            >
              {t("signIn.feishu")}
            </Button>
          )}
          {local && feishu && <Divider plain>{t("signIn.or")}</Divider>}
          {local && <LocalSignIn onSignedIn={onSignedIn} />}
        </Card>
      )}
      {!demo && !others && <p>{t("signIn.none")}</p>}
    </>
  );
}
