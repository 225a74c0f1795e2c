import { Segmented, Switch } from "antd";
import { useTranslation } from "react-i18next";
import type { DiffScope } from "@/api/types";
import { usePreferences } from "@/ui/preferences";

/** How somebody likes to read a diff. */
export function DiffSettings({ narrow }: { narrow: boolean }) {
  const { t } = useTranslation();
  const { diffLayout, diffWrap, set } = usePreferences();
  return (
    <>
      <span className="cm-switch">
        <Switch
          size="small"
          checked={diffWrap}
          onChange={(checked) => set({ diffWrap: checked })}
          aria-label={t("diff.wrap")}
        />
        <span aria-hidden="true">{t("diff.wrap")}</span>
      </span>
      {!narrow && (
        <Segmented
          size="small"
          value={diffLayout}
          aria-label={t("diff.layout")}
          options={[
            { value: "unified", label: t("diff.unified") },
            { value: "split", label: t("diff.split") },
          ]}
          onChange={(value) => set({ diffLayout: value === "split" ? "split" : "unified" })}
        />
      )}
    </>
  );
}

interface ScopeSwitchProps {
  scope: DiffScope;
  onScope: (scope: DiffScope) => void;
}

/** The whole change, or what came since it was sent back. */
export function ScopeSwitch({ scope, onScope }: ScopeSwitchProps) {
  const { t } = useTranslation();
  return (
    <Segmented
      size="small"
      value={scope}
      aria-label={t("diff.scope")}
      options={[
        { value: "whole", label: t("diff.scopes.whole") },
        { value: "round", label: t("diff.scopes.round") },
      ]}
      onChange={onScope}
    />
  );
}
