import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { highlight, languageOfPath, type Tokens } from "./highlighter";
import { useIsDark } from "./preferences";

const PREVIEW_LINES = 60;
const HIGHLIGHT_CHARACTERS = 40_000;

interface CodeBlockProps {
  code: string;
  /** A file name or a language. */
  path?: string;
  language?: string;
  firstLine?: number;
  label: string;
}

function useTokens(code: string, language: string | null): Tokens | null {
  const dark = useIsDark();
  const [tokens, setTokens] = useState<Tokens | null>(null);
  useEffect(() => {
    if (!language || code.length > HIGHLIGHT_CHARACTERS) {
      setTokens(null);
      return;
    }
    let current = true;
    highlight(code, language, dark)
      .then((result) => current && setTokens(result))
      .catch(() => current && setTokens(null));
    return () => {
      current = false;
    };
  }, [code, language, dark]);
  return tokens;
}

/** Code that scrolls inside its own box; long code shows its beginning and opens on demand. */
export function CodeBlock({ code, path, language, firstLine, label }: CodeBlockProps) {
  const { t } = useTranslation();
  const [whole, setWhole] = useState(false);
  const lines = code.replace(/\n$/, "").split("\n");
  const cut = !whole && lines.length > PREVIEW_LINES;
  const shown = cut ? lines.slice(0, PREVIEW_LINES) : lines;
  const text = shown.join("\n");
  const tokens = useTokens(text, language ?? (path ? languageOfPath(path) : null));
  return (
    <div className="cm-code-wrap">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable by keyboard */}
      <section className="cm-code" aria-label={label} tabIndex={0}>
        {firstLine !== undefined && (
          <pre className="cm-code-numbers" aria-hidden="true">
            {shown.map((_, index) => firstLine + index).join("\n")}
          </pre>
        )}
        <pre className="cm-code-text">
          <code>{tokens ? <TokenLines tokens={tokens} /> : text}</code>
        </pre>
      </section>
      {cut && (
        <button type="button" className="cm-link" onClick={() => setWhole(true)}>
          {t("common.showAllLines", { count: lines.length })}
        </button>
      )}
    </div>
  );
}

function TokenLines({ tokens }: { tokens: Tokens }) {
  return tokens.map((line, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a line has no identity but its place
    <span key={row}>
      {line.map((token, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <span key={column} style={token.color ? { color: token.color } : undefined}>
          {token.content}
        </span>
      ))}
      {row < tokens.length - 1 ? "\n" : null}
    </span>
  ));
}
