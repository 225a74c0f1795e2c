import type { ThemeConfig } from "antd";

/** The theme of theme.css in antd's words. */
export function antTokens(
  dark: boolean,
  still: boolean,
): Pick<ThemeConfig, "token" | "components"> {
  return {
    token: {
      // Who wants no motion gets none: antd would wait for the end of a transition that never runs.
      motion: !still,
      colorPrimary: dark ? "#6d8bff" : "#3a5bd9",
      colorPrimaryHover: dark ? "#8aa3ff" : "#2f4bc0",
      colorPrimaryActive: dark ? "#5b7bf5" : "#2740a8",
      colorError: dark ? "#ff8a85" : "#c0292f",
      colorErrorText: dark ? "#ff8a85" : "#c0292f",
      colorLinkHover: dark ? "#b3c3ff" : "#24409f",
      colorLinkActive: dark ? "#b3c3ff" : "#24409f",
      colorLink: dark ? "#93aaff" : "#2f4fc4",
      colorBgBase: dark ? "#101318" : "#ffffff",
      colorBgContainer: dark ? "#171b22" : "#ffffff",
      colorBgElevated: dark ? "#1e232c" : "#ffffff",
      colorTextBase: dark ? "#e6e9ef" : "#1b2130",
      colorTextDescription: dark ? "#a3adbd" : "#566073",
      colorTextPlaceholder: dark ? "#8e98a8" : "#667085",
      colorBorder: dark ? "#39414f" : "#cfd5df",
      colorBorderSecondary: dark ? "#272d38" : "#e4e8ef",
      borderRadius: 8,
      fontSize: 14,
      fontFamily:
        'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
      fontFamilyCode:
        'ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace',
      motionDurationMid: "0.14s",
      motionDurationSlow: "0.2s",
    },
    components: {
      Button: {
        primaryColor: dark ? "#0d1220" : "#ffffff",
        primaryShadow: "none",
        defaultShadow: "none",
        dangerShadow: "none",
        ...(dark && { colorError: "#ff8a85" }),
      },
      Form: { itemMarginBottom: 18, verticalLabelPadding: "0 0 4px" },
      Tabs: {
        itemSelectedColor: dark ? "#93aaff" : "#2f4fc4",
        inkBarColor: dark ? "#93aaff" : "#3a5bd9",
      },
      Segmented: {
        trackBg: dark ? "#1d222b" : "#e9ecf1",
        ...(dark && { itemSelectedBg: "#39414f" }),
      },
      Tag: { defaultColor: dark ? "#c4ccd8" : "#3d4656" },
    },
  };
}
