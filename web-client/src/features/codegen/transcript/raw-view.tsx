import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Virtuoso } from "react-virtuoso";
import { asObject, asString, parseJson } from "@/lib/json";
import type { TranscriptLog } from "./model/log";

const PREVIEW = 600;

function rawText(log: TranscriptLog, sequence: number): string {
  const { line, raw } = asObject(parseJson(log.event(sequence)?.data ?? ""));
  return asString(raw) ?? JSON.stringify(line ?? null);
}

function RawLine({ log, sequence }: { log: TranscriptLog; sequence: number }) {
  const { t } = useTranslation();
  const [whole, setWhole] = useState(false);
  const text = rawText(log, sequence);
  const cut = text.length > PREVIEW && !whole;
  return (
    <div className="cm-raw-line">
      <span className="cm-raw-number">{sequence}</span>
      <span className="cm-break">
        {cut ? text.slice(0, PREVIEW) : text}
        {cut && (
          <button type="button" className="cm-link" onClick={() => setWhole(true)}>
            {t("transcript.showRest", { count: text.length - PREVIEW })}
          </button>
        )}
      </span>
    </div>
  );
}

interface RawViewProps {
  log: TranscriptLog;
  attach: (scroller: HTMLElement | null) => void;
  onGrown: () => void;
  following: boolean;
}

/** The agent's lines as they came, for who trusts no interpretation. */
export function RawView({ log, attach, onGrown, following }: RawViewProps) {
  const { t } = useTranslation();
  const outputs = log.outputs();
  return (
    <Virtuoso
      className="cm-scroller cm-raw"
      aria-label={t("transcript.raw")}
      tabIndex={0}
      data={outputs}
      scrollerRef={(element) => attach(element instanceof HTMLElement ? element : null)}
      totalListHeightChanged={onGrown}
      initialTopMostItemIndex={following ? Math.max(0, outputs.length - 1) : 0}
      defaultItemHeight={48}
      itemContent={(_, sequence) => <RawLine log={log} sequence={sequence} />}
    />
  );
}
