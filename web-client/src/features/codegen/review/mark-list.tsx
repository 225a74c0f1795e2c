import { CheckOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { acceptedFindings } from "./model/draft";
import { isOpen, type Mark } from "./model/marks";
import { severityTones } from "./model/severity";
import { useReviewScope } from "./review-scope";

/** All remarks in one list: what waits first, what is dealt with after it. */
export function MarkList({ marks }: { marks: readonly Mark[] }) {
  const { t } = useTranslation();
  const { draft } = useReviewScope();
  const accepted = acceptedFindings(draft);
  const remarks = marks.filter(({ kind }) => kind !== "draft");
  if (remarks.length === 0) return <p className="cm-muted">{t("review.list.empty")}</p>;
  const open = remarks.filter((mark) => isOpen(mark, accepted));
  const done = remarks.filter((mark) => !isOpen(mark, accepted));
  return (
    <>
      {open.length > 0 && <Group title={t("review.list.open")} marks={open} done={false} />}
      {done.length > 0 && <Group title={t("review.list.done")} marks={done} done />}
    </>
  );
}

interface GroupProps {
  title: string;
  marks: readonly Mark[];
  done: boolean;
}

function Group({ title, marks, done }: GroupProps) {
  const { goTo, current } = useReviewScope();
  return (
    <section className="cm-mark-group" aria-label={title}>
      <h3>
        {title} <span className="cm-count">{marks.length}</span>
      </h3>
      <ul>
        {marks.map((mark) => (
          <li key={mark.id}>
            <button
              type="button"
              className="cm-mark-link"
              data-current={mark.id === current || undefined}
              onClick={() => goTo(mark)}
            >
              <span className={`cm-mark-stripe cm-tone-${toneOf(mark)}`} aria-hidden="true">
                {done ? <CheckOutlined /> : "●"}
              </span>
              <span className="cm-list-main">
                <span className="cm-clamp">{textOf(mark)}</span>
                <span className="cm-mono cm-muted cm-ellipsis">{mark.path}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function toneOf(mark: Mark): string {
  return mark.kind === "finding" ? severityTones[mark.finding.severity] : "active";
}

function textOf(mark: Mark): string {
  if (mark.kind === "finding") return mark.finding.description;
  return mark.kind === "comment" ? mark.comment.body : mark.entry.body;
}
