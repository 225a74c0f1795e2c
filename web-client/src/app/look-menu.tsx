import {
  BulbOutlined,
  DesktopOutlined,
  GlobalOutlined,
  MoonOutlined,
  SunOutlined,
} from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useTranslation } from "react-i18next";
import { type ThemeChoice, usePreferences } from "@/ui/preferences";

const THEME_ICONS: Record<ThemeChoice, React.ReactNode> = {
  system: <DesktopOutlined aria-hidden="true" />,
  light: <SunOutlined aria-hidden="true" />,
  dark: <MoonOutlined aria-hidden="true" />,
};

const THEMES: ThemeChoice[] = ["system", "light", "dark"];

/** Language and theme: a matter of taste, kept in this browser. */
export function LookMenu() {
  const { t } = useTranslation();
  const { theme, language, set } = usePreferences();
  return (
    <>
      <Button
        type="text"
        icon={<GlobalOutlined aria-hidden="true" />}
        lang={language === "zh" ? "en" : "zh-CN"}
        title={language === "zh" ? "English" : "中文"}
        onClick={() => set({ language: language === "zh" ? "en" : "zh" })}
      >
        {language === "zh" ? "EN" : "中文"}
      </Button>
      <Dropdown
        trigger={["click"]}
        menu={{
          selectedKeys: [theme],
          items: THEMES.map((choice) => ({
            key: choice,
            icon: THEME_ICONS[choice],
            label: t(`shell.themes.${choice}`),
            onClick: () => set({ theme: choice }),
          })),
        }}
      >
        <Button
          type="text"
          icon={<BulbOutlined aria-hidden="true" />}
          aria-label={t("shell.theme")}
        />
      </Dropdown>
    </>
  );
}
