import { Button, Input } from "antd";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Markdown } from "@/ui/markdown";
import type { DraftMark } from "./model/marks";
import { useReviewScope } from "./review-scope";
import { usePlace } from "./use-place";

/** One's own comment, before it is submitted. */
export function DraftCard({ mark }: { mark: DraftMark }) {
  const { t } = useTranslation();
  const { draft, dispatch, current } = useReviewScope();
  const { entry } = mark;
  const place = usePlace()(entry);
  const editing = draft.editing === entry.id;
  return (
    <article
      className="cm-mark cm-mark-draft"
      data-mark={mark.id}
      data-current={current === mark.id || undefined}
      aria-label={t("review.draft.label", { place })}
    >
      <header className="cm-mark-head">
        <strong>{place}</strong>
        <span className="cm-tag cm-tag-active">{t("review.draft.pending")}</span>
        {entry.findingId && <span className="cm-muted">{t("review.comment.fromFinding")}</span>}
      </header>
      {editing ? (
        <Composer mark={mark} label={t("review.draft.label", { place })} />
      ) : (
        <>
          <Markdown>{entry.body}</Markdown>
          <div className="cm-mark-foot">
            <Button size="small" onClick={() => dispatch({ type: "open", id: entry.id })}>
              {t("review.draft.edit")}
            </Button>
            <Button
              size="small"
              type="text"
              danger
              onClick={() => dispatch({ type: "remove", id: entry.id })}
            >
              {t("review.draft.remove")}
            </Button>
          </div>
        </>
      )}
    </article>
  );
}

interface ComposerProps {
  mark: DraftMark;
  label: string;
}

/** What is typed is in the draft at once, so that a reload or a lost connection costs nothing. */
function Composer({ mark: { entry }, label }: ComposerProps) {
  const { t } = useTranslation();
  const { dispatch } = useReviewScope();
  const field = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The diff moves the card into place first; a focus that scrolls would fight with that.
    field.current?.querySelector("textarea")?.focus({ preventScroll: true });
    const frame = requestAnimationFrame(() => field.current?.scrollIntoView({ block: "nearest" }));
    return () => cancelAnimationFrame(frame);
  }, []);
  const keep = () => dispatch({ type: "keep", id: entry.id });
  const cancel = () => dispatch({ type: "cancel", id: entry.id });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") cancel();
    else if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) keep();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div ref={field} className="cm-composer">
      <Input.TextArea
        value={entry.body}
        autoSize={{ minRows: 2, maxRows: 14 }}
        maxLength={10_000}
        aria-label={label}
        placeholder={t("review.draft.hint")}
        onChange={(event) => dispatch({ type: "write", id: entry.id, body: event.target.value })}
        onKeyDown={onKeyDown}
      />
      <div className="cm-mark-foot">
        <Button size="small" type="primary" disabled={!entry.body.trim()} onClick={keep}>
          {t("review.draft.keep")}
        </Button>
        <Button size="small" type="text" onClick={cancel}>
          {t("common.cancel")}
        </Button>
      </div>
    </div>
  );
}
