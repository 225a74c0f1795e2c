import { QueryClientProvider } from "@tanstack/react-query";
import { App as AntApp, theme as antTheme, ConfigProvider } from "antd";
import enGb from "antd/locale/en_GB";
import zhCn from "antd/locale/zh_CN";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { RouterProvider } from "react-router";
import { useIsDark, useIsStill, usePreferences } from "@/ui/preferences";
import { antTokens } from "@/ui/tokens";
import { createQueryClient } from "./query-client";
import { createRouter } from "./router";

export function App() {
  const [client] = useState(createQueryClient);
  const [router] = useState(createRouter);
  const { i18n } = useTranslation();
  const language = usePreferences((preferences) => preferences.language);
  const dark = useIsDark();
  const still = useIsStill();

  useEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    if (i18n.language !== language) void i18n.changeLanguage(language);
  }, [i18n, language]);

  useEffect(() => {
    document.documentElement.dataset.theme = dark ? "dark" : "light";
  }, [dark]);

  return (
    <ConfigProvider
      locale={language === "zh" ? zhCn : enGb}
      button={{ autoInsertSpace: false }}
      theme={{
        algorithm: dark ? antTheme.darkAlgorithm : antTheme.defaultAlgorithm,
        ...antTokens(dark, still),
      }}
    >
      <AntApp className="cm-app">
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}
