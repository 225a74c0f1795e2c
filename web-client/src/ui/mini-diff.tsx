import { useState } from "react";
import { useTranslation } from "react-i18next";

export interface MiniHunk {
  oldStart: number;
  newStart: number;
  lines: string[];
}

const PREVIEW_LINES = 80;

interface NumberedLine {
  sign: string;
  text: string;
  oldLine: number | null;
  newLine: number | null;
}

function number(hunk: MiniHunk): NumberedLine[] {
  let oldLine = hunk.oldStart;
  let newLine = hunk.newStart;
  return hunk.lines.map((line) => {
    const sign = line[0] ?? " ";
    const text = line.slice(1);
    if (sign === "+") return { sign, text, oldLine: null, newLine: newLine++ };
    if (sign === "-") return { sign, text, oldLine: oldLine++, newLine: null };
    return { sign: " ", text, oldLine: oldLine++, newLine: newLine++ };
  });
}

const KIND: Record<string, string> = { "+": "cm-diff-add", "-": "cm-diff-del" };

/** The change of one edit, small enough to stand inside a transcript. */
export function MiniDiff({ hunks, label }: { hunks: MiniHunk[]; label: string }) {
  const { t } = useTranslation();
  const [whole, setWhole] = useState(false);
  const lines = hunks.flatMap((hunk, index) => [
    ...(index > 0 ? [{ sign: "…", text: "", oldLine: null, newLine: null }] : []),
    ...number(hunk),
  ]);
  const shown = whole ? lines : lines.slice(0, PREVIEW_LINES);
  return (
    <div className="cm-code-wrap">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable by keyboard */}
      <section className="cm-code cm-mini-diff" aria-label={label} tabIndex={0}>
        <div>
          {shown.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line has no identity but its place
            <div key={index} className={`cm-diff-line ${KIND[line.sign] ?? ""}`}>
              <span className="cm-diff-number">{line.newLine ?? line.oldLine ?? ""}</span>
              <span className="cm-diff-sign">{line.sign}</span>
              <span>{line.text}</span>
            </div>
          ))}
        </div>
      </section>
      {shown.length < lines.length && (
        <button type="button" className="cm-link" onClick={() => setWhole(true)}>
          {t("common.showAllLines", { count: lines.length })}
        </button>
      )}
    </div>
  );
}
