import { BulbOutlined, RightOutlined, WarningOutlined } from "@ant-design/icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatDuration } from "@/lib/format";
import { asString } from "@/lib/json";
import { CodeBlock } from "@/ui/code-block";
import { Markdown } from "@/ui/markdown";
import { blockText } from "./model/content";
import type { RawRow, TextRow, ThinkingRow } from "./model/rows";
import { useTranscriptScope } from "./transcript-context";
import { useWholeLine, WholeLineButton } from "./whole-line";

const LONG = 12_000;

export function TextRowView({ row }: { row: TextRow }) {
  const { t } = useTranslation();
  const { log } = useTranscriptScope();
  const line = useWholeLine(row.sequence, row.truncated);
  const [all, setAll] = useState(false);
  const text = blockText(line.whole ?? log.line(row.sequence), row.part) || row.preview;
  const cut = !all && text.length > LONG;
  return (
    <div className={row.apiError ? "cm-say cm-say-error" : "cm-say"}>
      {row.apiError && <WarningOutlined className="cm-tone-danger" aria-hidden="true" />}
      <Markdown>{cut ? text.slice(0, LONG) : text}</Markdown>
      {cut && (
        <button type="button" className="cm-link" onClick={() => setAll(true)}>
          {t("transcript.showAllText")}
        </button>
      )}
      <WholeLineButton line={line} />
    </div>
  );
}

export function ThinkingRowView({ row }: { row: ThinkingRow }) {
  const { t } = useTranslation();
  const { log } = useTranscriptScope();
  const [open, setOpen] = useState(false);
  if (!row.preview) return <div className="cm-thought-empty">{t("transcript.thoughtHidden")}</div>;
  return (
    <div className="cm-thought">
      <button
        type="button"
        className="cm-thought-line"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <span className="cm-row-icon" aria-hidden="true">
          <BulbOutlined aria-hidden="true" />
        </span>
        <span className="cm-thought-name">{t("transcript.thought")}</span>
        <span className="cm-thought-words">{open ? "" : row.preview}</span>
        {row.durationMs !== null && row.durationMs >= 100 && (
          <span className="cm-tool-time">{formatDuration(row.durationMs)}</span>
        )}
        <RightOutlined
          className={open ? "cm-chevron cm-chevron-open" : "cm-chevron"}
          aria-hidden="true"
        />
      </button>
      {open && <div className="cm-thought-text">{blockText(log.line(row.sequence), row.part)}</div>}
    </div>
  );
}

/** A line that is no JSON, as it came. */
export function RawRowView({ row }: { row: RawRow }) {
  const { t } = useTranslation();
  const line = useWholeLine(row.sequence, row.truncated);
  const text = line.whole
    ? (asString(line.whole.raw) ?? JSON.stringify(line.whole, null, 2))
    : row.preview;
  return (
    <div className="cm-raw-row">
      <CodeBlock code={text} label={t("transcript.rawLine")} />
      <WholeLineButton line={line} />
    </div>
  );
}
