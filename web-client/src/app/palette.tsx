import { FileTextOutlined, FolderOutlined } from "@ant-design/icons";
import { Input, Modal } from "antd";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useProjectSearch } from "@/api/projects";
import { useRequirementSearch } from "@/api/requirements";
import { paths } from "@/lib/paths";
import { type Command, currentCommands } from "@/ui/commands";
import { Keys } from "@/ui/keys";
import { useDebounced } from "@/ui/use-debounced";

interface Entry {
  id: string;
  section: "found" | Command["group"];
  label: string;
  note?: string;
  icon?: React.ReactNode;
  keys?: string | undefined;
  run: () => void;
}

const SECTIONS: Entry["section"][] = ["found", "do", "go", "look"];

/** Projects and requirements by name, as the server finds them. */
function useFound(q: string): Entry[] {
  const navigate = useNavigate();
  const enabled = q.length > 0;
  const projects = useProjectSearch(q, enabled);
  const requirements = useRequirementSearch(q, enabled);
  if (!enabled) return [];
  return [
    ...(projects.data?.items ?? []).map(
      ({ id, key, name }): Entry => ({
        id: `project-${id}`,
        section: "found",
        label: name,
        note: key,
        icon: <FolderOutlined />,
        run: () => void navigate(paths.project(id)),
      }),
    ),
    ...(requirements.data?.items ?? []).map(
      ({ id, key, title }): Entry => ({
        id: `requirement-${id}`,
        section: "found",
        label: title,
        note: key,
        icon: <FileTextOutlined />,
        run: () => void navigate(paths.requirement(id)),
      }),
    ),
  ];
}

/** Everything by its name: what can be done here, where one can go, what the server holds. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const [commands] = useState(currentCommands);
  const list = useRef<HTMLDivElement>(null);
  const q = text.trim().toLowerCase();
  const found = useFound(useDebounced(text.trim()));
  const matching = commands
    .filter(({ label }) => q.split(/\s+/).every((word) => label.toLowerCase().includes(word)))
    .map(({ group, ...command }): Entry => ({ ...command, section: group }));
  const entries = SECTIONS.flatMap((section) =>
    [...found, ...matching].filter((entry) => entry.section === section),
  );
  const current = Math.min(active, Math.max(0, entries.length - 1));

  useEffect(() => {
    list.current?.querySelector(`[data-index="${current}"]`)?.scrollIntoView({ block: "nearest" });
  }, [current]);

  const choose = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      setActive((current + step + entries.length) % Math.max(1, entries.length));
    } else if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      choose(entries[current]);
    }
  };

  return (
    <Modal
      open
      onCancel={onClose}
      footer={null}
      closable={false}
      width={600}
      className="cm-palette"
      title={<span className="cm-visually-hidden">{t("palette.title")}</span>}
      style={{ top: "12vh" }}
    >
      <Input
        autoFocus
        size="large"
        variant="borderless"
        value={text}
        role="combobox"
        aria-expanded="true"
        aria-controls="palette"
        aria-activedescendant={entries[current] ? `palette-${current}` : undefined}
        aria-label={t("palette.title")}
        placeholder={t("palette.hint")}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id="palette" role="listbox" aria-label={t("palette.title")}>
        {entries.map((entry, index) => (
          <PaletteEntry
            key={entry.id}
            entry={entry}
            index={index}
            active={index === current}
            first={entries[index - 1]?.section !== entry.section}
            onHover={() => setActive(index)}
            onChoose={() => choose(entry)}
          />
        ))}
      </div>
      {entries.length === 0 && (
        <p className="cm-palette-none">{t("palette.nothing", { q: text })}</p>
      )}
    </Modal>
  );
}

interface PaletteEntryProps {
  entry: Entry;
  index: number;
  active: boolean;
  first: boolean;
  onHover: () => void;
  onChoose: () => void;
}

function PaletteEntry({ entry, index, active, first, onHover, onChoose }: PaletteEntryProps) {
  const { t } = useTranslation();
  return (
    <>
      {first && (
        <div className="cm-palette-section" role="presentation">
          {t(`palette.sections.${entry.section}`)}
        </div>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and the keys */}
      <div
        id={`palette-${index}`}
        data-index={index}
        role="option"
        tabIndex={-1}
        aria-selected={active}
        className="cm-palette-entry"
        onMouseMove={onHover}
        onClick={onChoose}
      >
        <span className="cm-palette-icon" aria-hidden="true">
          {entry.icon}
        </span>
        <span className="cm-palette-label">{entry.label}</span>
        {entry.note && <span className="cm-key">{entry.note}</span>}
        {entry.keys && <Keys keys={entry.keys} />}
      </div>
    </>
  );
}
