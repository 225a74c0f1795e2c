import { App, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { useChangeMyRole } from "@/api/account";
import { asProblem } from "@/api/problem";
import type { Role, UserDetails } from "@/api/types";
import { Face } from "@/ui/face";
import { useTellProblem } from "@/ui/use-confirm";

const OWN_ROLES: Exclude<Role, "ADMIN">[] = ["PM", "RD"];

/** Who one is here, and the role that one may change oneself. */
export function RoleCard({ me }: { me: UserDetails }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const tell = useTellProblem(asProblem);
  const change = useChangeMyRole();
  const shown = change.isPending ? change.variables : me.role;
  return (
    <section className="cm-card-box" aria-labelledby="who">
      <div className="cm-profile">
        <Face name={me.name} url={me.avatarUrl} size={52} />
        <div>
          <h2 id="who">{me.name}</h2>
          <p className="cm-muted cm-break">{me.email}</p>
        </div>
      </div>
      {me.role === "ADMIN" ? (
        <p>
          <strong>{t("shell.roles.ADMIN")}</strong>
          <br />
          <span className="cm-muted">{t("account.adminWords")}</span>
        </p>
      ) : (
        <Radio.Group
          className="cm-choices"
          aria-label={t("account.role")}
          value={shown}
          onChange={({ target }) =>
            change.mutate(target.value, {
              onSuccess: () => void message.success(t("account.roleChanged")),
              onError: tell,
            })
          }
        >
          {OWN_ROLES.map((role) => (
            <Radio key={role} value={role}>
              <strong>{t(`shell.roles.${role}`)}</strong>
              <span className="cm-muted">{t(`roleChoice.${role}`)}</span>
            </Radio>
          ))}
        </Radio.Group>
      )}
    </section>
  );
}
