import { LogoutOutlined, SearchOutlined, SettingOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link, NavLink, useLocation, useNavigate } from "react-router";
import { useSystem } from "@/api/session";
import type { UserDetails } from "@/api/types";
import { NoticeBell } from "@/features/notices/notice-bell";
import { paths } from "@/lib/paths";
import { DemoBadge } from "@/ui/badge";
import { Face } from "@/ui/face";
import { Keys } from "@/ui/keys";
import { LookMenu } from "./look-menu";
import { useLeave } from "./use-leave";

interface TopBarProps {
  user: UserDetails | null;
  onPalette: (() => void) | null;
}

export function TopBar({ user, onPalette }: TopBarProps) {
  const { t } = useTranslation();
  const system = useSystem(user !== null);
  return (
    <header className="cm-top">
      <Link to={paths.home()} className="cm-brand" aria-label="CodeMaster">
        <img src="/favicon.svg" alt="" width={26} height={26} />
        <span>CodeMaster</span>
      </Link>
      <Navigation admin={user?.role === "ADMIN"} />
      <span className="cm-spring" />
      {system.data?.mode === "DEMO" && <DemoBadge label={t("common.demoModel")} />}
      {onPalette && (
        <button type="button" className="cm-palette-button" onClick={onPalette}>
          <SearchOutlined aria-hidden="true" />
          <span className="cm-visually-hidden">{t("palette.title")}</span>
          <Keys keys="mod+k" />
        </button>
      )}
      {user && <NoticeBell />}
      <LookMenu />
      {user && <UserMenu user={user} />}
    </header>
  );
}

function Navigation({ admin }: { admin: boolean }) {
  const { t } = useTranslation();
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // On a telephone the page that one is on may stand beyond the edge.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is another link
  useEffect(() => {
    const bar = nav.current;
    const active = bar?.querySelector<HTMLElement>("a.active");
    if (bar && active)
      bar.scrollLeft = active.offsetLeft - (bar.clientWidth - active.offsetWidth) / 2;
  }, [pathname, admin]);
  return (
    <nav ref={nav} aria-label={t("shell.navigation")} className="cm-nav">
      <NavLink to={paths.projects()}>{t("projects.title")}</NavLink>
      <NavLink to={paths.requirements()}>{t("requirements.title")}</NavLink>
      <NavLink to={paths.statistics()}>{t("statistics.title")}</NavLink>
      <NavLink to={paths.audit()}>{t("audit.title")}</NavLink>
      {admin && <NavLink to={paths.users()}>{t("users.title")}</NavLink>}
      {admin && <NavLink to={paths.operations()}>{t("operations.title")}</NavLink>}
      {admin && <NavLink to={paths.eventSubscriptions()}>{t("subscriptions.title")}</NavLink>}
    </nav>
  );
}

function UserMenu({ user }: { user: UserDetails }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const leave = useLeave();
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
            key: "account",
            icon: <SettingOutlined aria-hidden="true" />,
            label: t("account.title"),
            onClick: () => void navigate(paths.account()),
          },
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
        <Face name={user.name} url={user.avatarUrl} size={26} />
        <span className="cm-user-name">{user.name}</span>
      </Button>
    </Dropdown>
  );
}
