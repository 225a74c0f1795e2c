import { CodeOutlined, FormOutlined, RightOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useChangeMyRole } from "@/api/account";
import { asProblem } from "@/api/problem";
import { ProblemAlert } from "@/ui/problem-alert";

const ROLES: ["PM" | "RD", ReactNode][] = [
  ["PM", <FormOutlined key="pm" />],
  ["RD", <CodeOutlined key="rd" />],
];

/** The first thing that somebody new is asked. */
export function RoleChoice() {
  const { t } = useTranslation();
  const choose = useChangeMyRole();
  return (
    <>
      <div className="cm-demo-roles">
        {ROLES.map(([role, icon]) => (
          <button
            key={role}
            type="button"
            className="cm-demo-role"
            disabled={choose.isPending}
            onClick={() => choose.mutate(role)}
          >
            <span className="cm-demo-icon" aria-hidden="true">
              {icon}
            </span>
            <span className="cm-demo-words">
              <strong>{t(`shell.roles.${role}`)}</strong>
              <span className="cm-muted">{t(`roleChoice.${role}`)}</span>
            </span>
            <RightOutlined aria-hidden="true" className="cm-muted" />
          </button>
        ))}
      </div>
      {choose.isError && <ProblemAlert problem={asProblem(choose.error)} />}
    </>
  );
}
