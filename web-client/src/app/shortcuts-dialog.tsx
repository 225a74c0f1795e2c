import { Modal, Switch } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Command, currentCommands } from "@/ui/commands";
import { Keys } from "@/ui/keys";
import { usePreferences } from "@/ui/preferences";

const GROUPS: Command["group"][] = ["do", "go", "look"];

/** The keys of this page; it lists what is really there, so it cannot be out of date. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [commands] = useState(currentCommands);
  const { shortcuts, set } = usePreferences();
  return (
    <Modal open title={t("shortcuts.title")} onCancel={onClose} footer={null}>
      <div className="cm-shortcuts">
        <Row label={t("palette.title")} keys="mod+k" />
        {GROUPS.map((group) => (
          <section key={group} aria-label={t(`palette.sections.${group}`)}>
            <h3>{t(`palette.sections.${group}`)}</h3>
            {commands
              .filter((command) => command.group === group && command.keys)
              .map(({ id, label, keys }) => (
                <Row key={id} label={label} keys={keys ?? ""} />
              ))}
          </section>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: antd's switch is a button inside the label */}
      <label className="cm-switch">
        <Switch checked={shortcuts} onChange={(on) => set({ shortcuts: on })} />
        <span>{t("shortcuts.single")}</span>
      </label>
    </Modal>
  );
}

function Row({ label, keys }: { label: string; keys: string }) {
  return (
    <div className="cm-shortcut">
      <span>{label}</span>
      <Keys keys={keys} />
    </div>
  );
}
