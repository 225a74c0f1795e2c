import { Alert, Button, Input, Radio } from "antd";
import { type KeyboardEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Reviews, Verdict } from "@/api/types";
import { useWords } from "@/ui/words";
import { pendingCount } from "./model/draft";
import type { Mark } from "./model/marks";
import { useReviewScope } from "./review-scope";
import type { Saving } from "./use-draft";
import { usePlace } from "./use-place";

const VERDICTS: readonly Verdict[] = ["APPROVED", "NEEDS_REVISION", "REJECTED"];

interface TrayProps {
  reviews: Reviews;
  marks: readonly Mark[];
  saving: Saving;
  onSaveAgain: () => void;
  onSubmit: () => void;
  submitting: boolean;
}

/** What is said so far, and the verdict: one submission is one round. */
export function Tray(props: TrayProps) {
  const { reviews, marks, saving, onSaveAgain, onSubmit, submitting } = props;
  const { t } = useTranslation();
  const { draft, dispatch, mayDecide } = useReviewScope();
  const count = pendingCount(draft);
  const box = useRef<HTMLElement>(null);
  if (!mayDecide) return <Closed code={reviews.whyNot ?? null} />;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    event.stopPropagation();
    onSubmit();
  };
  return (
    <section ref={box} className="cm-tray" aria-labelledby="tray">
      <div className="cm-section-head">
        <h2 id="tray">{t("review.tray.title")}</h2>
        <SavingState saving={saving} onSaveAgain={onSaveAgain} />
      </div>
      <p className="cm-muted" role="status">
        {count > 0 ? t("review.tray.pending", { count }) : t("review.tray.none")}
      </p>
      <PendingList marks={marks} />
      <label htmlFor="overall">{t("review.tray.overall")}</label>
      <Input.TextArea
        id="overall"
        value={draft.comment}
        autoSize={{ minRows: 3, maxRows: 10 }}
        maxLength={10_000}
        placeholder={t("review.tray.overallHint")}
        onChange={(event) => dispatch({ type: "comment", comment: event.target.value })}
        onKeyDown={onKeyDown}
      />
      <VerdictChoice reviews={reviews} />
      <Button type="primary" block loading={submitting} onClick={onSubmit}>
        {t("review.tray.submit")}
      </Button>
    </section>
  );
}

function Closed({ code }: { code: string | null }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <Alert
      type="info"
      showIcon
      title={t("review.tray.closed")}
      description={code ? words(`problem.${code}`, code) : undefined}
    />
  );
}

function SavingState({ saving, onSaveAgain }: { saving: Saving; onSaveAgain: () => void }) {
  const { t } = useTranslation();
  const { draft } = useReviewScope();
  if (saving === "failed") {
    return (
      <span className="cm-tone-danger" role="alert">
        {t("review.draft.failed")}{" "}
        <button type="button" className="cm-link" onClick={onSaveAgain}>
          {t("common.tryAgain")}
        </button>
      </span>
    );
  }
  const empty = draft.entries.length === 0 && !draft.comment && !draft.verdict;
  if (empty) return null;
  return (
    <small className="cm-muted" data-saving={saving}>
      {saving === "saved" ? t("review.draft.saved") : t("review.draft.saving")}
    </small>
  );
}

function PendingList({ marks }: { marks: readonly Mark[] }) {
  const { t } = useTranslation();
  const { dispatch, goTo } = useReviewScope();
  const place = usePlace();
  const drafts = marks.filter((mark) => mark.kind === "draft");
  if (drafts.length === 0) return null;
  return (
    <ul className="cm-pending">
      {drafts.map((mark) => (
        <li key={mark.id}>
          <button type="button" className="cm-pending-go" onClick={() => goTo(mark)}>
            <span className="cm-mono cm-muted">
              {mark.path.slice(mark.path.lastIndexOf("/") + 1)} · {place(mark.entry)}
            </span>
            <span className="cm-clamp">{mark.entry.body}</span>
          </button>
          <Button
            size="small"
            type="text"
            danger
            onClick={() => dispatch({ type: "remove", id: mark.entry.id })}
            aria-label={`${t("review.draft.remove")}: ${mark.entry.body.slice(0, 40)}`}
          >
            {t("review.draft.remove")}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function VerdictChoice({ reviews }: { reviews: Reviews }) {
  const { t } = useTranslation();
  const words = useWords();
  const { draft, dispatch } = useReviewScope();
  const code = reviews.whyNot ?? null;
  return (
    <fieldset className="cm-verdicts">
      <legend>{t("review.verdict")}</legend>
      <Radio.Group
        value={draft.verdict}
        onChange={(event) => dispatch({ type: "verdict", verdict: event.target.value as Verdict })}
      >
        {VERDICTS.map((verdict) => {
          const forbidden = verdict === "APPROVED" && !reviews.mayApprove;
          return (
            <Radio key={verdict} value={verdict} disabled={forbidden}>
              <strong>{t(`review.verdicts.${verdict}`)}</strong>
              <span className="cm-muted">
                {forbidden && code
                  ? words(`problem.${code}`, code)
                  : t(`review.verdictWords.${verdict}`)}
              </span>
            </Radio>
          );
        })}
      </Radio.Group>
    </fieldset>
  );
}
