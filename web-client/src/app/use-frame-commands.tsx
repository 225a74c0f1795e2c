import {
  AuditOutlined,
  BarChartOutlined,
  BulbOutlined,
  DashboardOutlined,
  FileTextOutlined,
  FolderOutlined,
  GlobalOutlined,
  HomeOutlined,
  InboxOutlined,
  LinkOutlined,
  LogoutOutlined,
  QuestionCircleOutlined,
  RobotOutlined,
  SendOutlined,
  StarOutlined,
  TeamOutlined,
  UserOutlined,
} from "@ant-design/icons";
import { App } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { UserDetails } from "@/api/types";
import { paths } from "@/lib/paths";
import { type Command, focusSearch, moveAlongRows, useCommands } from "@/ui/commands";
import { copyText } from "@/ui/copy";
import { useIsDark, usePreferences } from "@/ui/preferences";
import { useLeave } from "./use-leave";

/** What can be done from every page. */
export function useFrameCommands(me: UserDetails, openHelp: () => void): void {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const leave = useLeave();
  const dark = useIsDark();
  const { language, set } = usePreferences();
  const goTo = (id: string, label: string, keys: string, icon: ReactNode, to: string) => ({
    id,
    label,
    keys,
    icon,
    group: "go" as const,
    run: () => void navigate(to),
  });
  const commands: Command[] = [
    goTo("dashboard", t("dashboard.title"), "g d", <HomeOutlined />, paths.home()),
    goTo("statistics", t("statistics.title"), "g s", <BarChartOutlined />, paths.statistics()),
    goTo("generations", t("generations.title"), "g c", <RobotOutlined />, paths.generations()),
    goTo("projects", t("projects.title"), "g p", <FolderOutlined />, paths.projects()),
    goTo("requirements", t("requirements.all"), "g r", <FileTextOutlined />, paths.requirements()),
    goTo(
      "mine",
      t("requirements.mine"),
      "g m",
      <StarOutlined />,
      paths.requirements({ mine: "true" }),
    ),
    goTo("inbox", t("commands.inbox"), "g i", <InboxOutlined />, paths.inbox()),
    goTo("audit", t("audit.title"), "g l", <AuditOutlined />, paths.audit()),
    goTo(
      "subscriptions",
      t("subscriptions.title"),
      "g e",
      <SendOutlined />,
      paths.eventSubscriptions(),
    ),
    goTo("account", t("account.title"), "g a", <UserOutlined />, paths.account()),
    ...(me.role === "ADMIN"
      ? [
          goTo("users", t("users.title"), "g u", <TeamOutlined />, paths.users()),
          goTo(
            "operations",
            t("operations.title"),
            "g o",
            <DashboardOutlined />,
            paths.operations(),
          ),
        ]
      : []),
    {
      id: "search",
      label: t("commands.search"),
      keys: "/",
      group: "look",
      run: focusSearch,
    },
    {
      id: "next",
      label: t("commands.next"),
      keys: "j",
      group: "look",
      run: () => moveAlongRows(1),
    },
    {
      id: "previous",
      label: t("commands.previous"),
      keys: "k",
      group: "look",
      run: () => moveAlongRows(-1),
    },
    {
      id: "copy-link",
      label: t("commands.copyLink"),
      keys: "y l",
      icon: <LinkOutlined />,
      group: "do",
      run: () =>
        void copyText(location.href).then((done) => done && message.success(t("common.copied"))),
    },
    {
      id: "theme",
      label: dark ? t("commands.light") : t("commands.dark"),
      icon: <BulbOutlined />,
      group: "look",
      run: () => set({ theme: dark ? "light" : "dark" }),
    },
    {
      id: "language",
      label: language === "zh" ? "English" : "中文",
      icon: <GlobalOutlined />,
      group: "look",
      run: () => set({ language: language === "zh" ? "en" : "zh" }),
    },
    {
      id: "help",
      label: t("commands.help"),
      keys: "?",
      icon: <QuestionCircleOutlined />,
      group: "look",
      run: openHelp,
    },
    {
      id: "sign-out",
      label: t("shell.signOut"),
      icon: <LogoutOutlined />,
      group: "do",
      run: leave,
    },
  ];
  useCommands(commands);
}
