import { EllipsisOutlined } from "@ant-design/icons";
import { Button, Dropdown, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem } from "@/api/problem";
import type { Role, UserEntry } from "@/api/types";
import { useEditUser } from "@/api/users";
import { formatAgo } from "@/lib/format";
import { QuietBadge } from "@/ui/badge";
import { Face } from "@/ui/face";
import { usePreferences } from "@/ui/preferences";
import { StateTag } from "@/ui/state-tag";
import { useConfirm, useTellProblem } from "@/ui/use-confirm";
import { useNow } from "@/ui/use-now";
import { ResetPasswordDialog } from "./reset-password-dialog";
import { ROLES } from "./roles";

interface UserItemProps {
  user: UserEntry;
  me: boolean;
}

export function UserItem({ user, me }: UserItemProps) {
  const { t } = useTranslation();
  const tell = useTellProblem(asProblem);
  const confirm = useConfirm(asProblem);
  const edit = useEditUser();
  const [resetting, setResetting] = useState(false);
  const { id, name, role, source } = user;
  const disabled = user.status === "DISABLED";

  const disable = () =>
    confirm({
      title: t("users.disableTitle", { name }),
      words: t("users.disableWords"),
      yes: t("users.disable"),
      run: () => edit.mutateAsync({ id, change: { status: "DISABLED" } }),
    });
  const enable = () => edit.mutate({ id, change: { status: "ACTIVE" } }, { onError: tell });

  return (
    <li className="cm-list-item cm-person">
      <Face name={name} url={user.avatarUrl} size={34} />
      <div className="cm-list-main">
        <span className="cm-list-title">
          {name} {me && <span className="cm-muted cm-light">{t("members.you")}</span>}
          {disabled && <StateTag tone="danger" label={t("users.statuses.DISABLED")} />}
          {source && <QuietBadge label={t(`users.sources.${source}`)} />}
        </span>
        <span className="cm-muted cm-list-facts">
          {user.email && <span className="cm-break">{user.email}</span>}
          <LastSeen at={user.lastSignInAt ?? null} />
        </span>
      </div>
      <Select<Role | null>
        value={role ?? null}
        aria-label={t("users.roleOf", { name })}
        className="cm-role-select"
        popupMatchSelectWidth={false}
        placeholder={t("users.noRole")}
        onChange={(next) => next && edit.mutate({ id, change: { role: next } }, { onError: tell })}
        options={ROLES.map((value) => ({ value, label: t(`shell.roles.${value}`) }))}
      />
      <Dropdown
        trigger={["click"]}
        menu={{
          items: [
            ...(source === "LOCAL"
              ? [{ key: "reset", label: t("users.reset"), onClick: () => setResetting(true) }]
              : []),
            disabled
              ? { key: "enable", label: t("users.enable"), onClick: enable }
              : { key: "disable", danger: true, label: t("users.disable"), onClick: disable },
          ],
        }}
      >
        <Button
          type="text"
          icon={<EllipsisOutlined aria-hidden="true" />}
          aria-label={t("users.moreOf", { name })}
        />
      </Dropdown>
      {resetting && <ResetPasswordDialog user={user} onClose={() => setResetting(false)} />}
    </li>
  );
}

function LastSeen({ at }: { at: string | null }) {
  const { t } = useTranslation();
  const language = usePreferences((preferences) => preferences.language);
  const now = useNow(false);
  return (
    <span>
      {at ? t("users.lastSeen", { ago: formatAgo(at, now, language) }) : t("users.neverSeen")}
    </span>
  );
}
