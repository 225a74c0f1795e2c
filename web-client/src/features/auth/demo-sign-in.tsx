import { CodeOutlined, CrownOutlined, FormOutlined, RightOutlined } from "@ant-design/icons";
import { Card } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { asProblem } from "@/api/problem";
import { useDemoSignIn } from "@/api/session";
import type { Role } from "@/api/types";
import { ProblemAlert } from "@/ui/problem-alert";

const ROLES: [Role, ReactNode][] = [
  ["RD", <CodeOutlined key="rd" />],
  ["PM", <FormOutlined key="pm" />],
  ["ADMIN", <CrownOutlined key="admin" />],
];

export function DemoSignIn({ onSignedIn }: { onSignedIn: () => void }) {
  const { t } = useTranslation();
  const signIn = useDemoSignIn();
  return (
    <Card className="cm-card">
      <h2 className="cm-card-title">{t("signIn.demo.title")}</h2>
      <p className="cm-muted">{t("signIn.demo.words")}</p>
      <div className="cm-demo-roles">
        {ROLES.map(([role, icon]) => (
          <button
            key={role}
            type="button"
            className="cm-demo-role"
            disabled={signIn.isPending}
            onClick={() => signIn.mutate(role, { onSuccess: onSignedIn })}
          >
            <span className="cm-demo-icon" aria-hidden="true">
              {icon}
            </span>
            <span className="cm-demo-words">
              <strong>{t(`signIn.demo.${role}.name`)}</strong>
              <span className="cm-muted">{t(`signIn.demo.${role}.words`)}</span>
            </span>
            <RightOutlined aria-hidden="true" className="cm-muted" />
          </button>
        ))}
      </div>
      {signIn.isError && <ProblemAlert problem={asProblem(signIn.error)} />}
    </Card>
  );
}
