import { useTranslation } from "react-i18next";
import { CommentCard } from "./comment-card";
import { DraftCard } from "./draft-card";
import { FindingCard } from "./finding-card";
import type { Mark } from "./model/marks";

function MarkCard({ mark }: { mark: Mark }) {
  switch (mark.kind) {
    case "finding":
      return <FindingCard mark={mark} />;
    case "comment":
      return <CommentCard mark={mark} />;
    case "draft":
      return <DraftCard mark={mark} />;
  }
}

/** Everything that stands below one line. */
export function MarkStack({ marks }: { marks: readonly Mark[] }) {
  return (
    <div className="cm-marks">
      {marks.map((mark) => (
        <MarkCard key={mark.id} mark={mark} />
      ))}
    </div>
  );
}

function placeName(mark: Mark): string {
  if (mark.kind === "comment") return `${mark.path}:${mark.comment.line}`;
  const line = mark.kind === "finding" ? mark.finding.line : mark.entry.line;
  return line ? `${mark.path}:${line}` : mark.path;
}

/** What belongs to no line that is shown; it stands above the diff, so that nothing is hidden. */
export function LooseMarks({ marks }: { marks: readonly Mark[] }) {
  const { t } = useTranslation();
  if (marks.length === 0) return null;
  return (
    <section className="cm-loose" aria-label={t("review.loose.title")}>
      <h2>{t("review.loose.title")}</h2>
      {marks.map((mark) => (
        <div key={mark.id}>
          <p className="cm-mono cm-muted cm-break">{placeName(mark)}</p>
          {mark.kind === "finding" && !mark.finding.anchored && (
            <p className="cm-muted">{t("review.finding.unanchored")}</p>
          )}
          <MarkCard mark={mark} />
        </div>
      ))}
    </section>
  );
}
