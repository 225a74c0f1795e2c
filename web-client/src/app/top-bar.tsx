import { LogoutOutlined, UserOutlined } from "@ant-design/icons";
import { Avatar, Button, Dropdown } from "antd";
import { useTranslation } from "react-i18next";
import { Link, NavLink, useNavigate } from "react-router";
import { useSignOut, useSystem } from "@/api/session";
import type { UserDetails } from "@/api/types";
import { paths } from "@/lib/paths";
import { DemoBadge } from "@/ui/badge";
import { LookMenu } from "./look-menu";

export function TopBar({ user }: { user: UserDetails | null }) {
  const { t } = useTranslation();
  const system = useSystem(user !== null);
  return (
    <header className="cm-top">
      <Link to={paths.home()} className="cm-brand" aria-label="CodeMaster">
        <img src="/favicon.svg" alt="" width={26} height={26} />
        <span>CodeMaster</span>
      </Link>
      <nav aria-label={t("shell.navigation")} className="cm-nav">
        <NavLink to={paths.projects()}>{t("projects.title")}</NavLink>
      </nav>
      <span className="cm-spring" />
      {system.data?.mode === "DEMO" && <DemoBadge label={t("common.demoModel")} />}
      <LookMenu />
      {user && <UserMenu user={user} />}
    </header>
  );
}

function UserMenu({ user }: { user: UserDetails }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const leave = () => signOut.mutate(undefined, { onSettled: () => void navigate(paths.signIn()) });
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: [
          {
            key: "who",
            disabled: true,
            label: (
              <span className="cm-who">
                <strong>{user.name}</strong>
                {user.role && <span>{t(`shell.roles.${user.role}`)}</span>}
              </span>
            ),
          },
          { type: "divider" },
          {
            key: "out",
            icon: <LogoutOutlined aria-hidden="true" />,
            label: t("shell.signOut"),
            onClick: leave,
          },
        ],
      }}
    >
      <Button type="text" className="cm-user" aria-label={t("shell.account", { name: user.name })}>
        <Avatar
          size={24}
          icon={<UserOutlined aria-hidden="true" />}
          src={user.avatarUrl || undefined}
        />
        <span className="cm-user-name">{user.name}</span>
      </Button>
    </Dropdown>
  );
}
