import { RobotOutlined } from "@ant-design/icons";
import { Checkbox } from "antd";
import { useTranslation } from "react-i18next";
import type { ReviewComment } from "@/api/types";
import { CodeBlock } from "@/ui/code-block";
import { Face } from "@/ui/face";
import { languageOfPath } from "@/ui/highlighter";
import { Markdown } from "@/ui/markdown";
import type { CommentMark } from "./model/marks";
import { useReviewScope } from "./review-scope";

/** What somebody has said, how its lines fared since, and what the agent answers. */
export function CommentCard({ mark }: { mark: CommentMark }) {
  const { t } = useTranslation();
  const { current, mayDecide, markAddressed } = useReviewScope();
  const { comment, review } = mark;
  const outdated = comment.position.state === "OUTDATED";
  const language = languageOfPath(comment.path);
  return (
    <article
      className="cm-mark cm-mark-person"
      data-mark={mark.id}
      data-current={current === mark.id || undefined}
      data-done={comment.addressed || undefined}
      aria-label={t("review.comment.of", { name: review.by.name, round: review.round })}
    >
      <header className="cm-mark-head">
        <Face name={review.by.name} size={20} />
        <strong>{review.by.name}</strong>
        <span className="cm-muted">{t("review.round", { round: review.round })}</span>
        <PositionTag comment={comment} />
        <span className="cm-spring" />
        <Checkbox
          checked={comment.addressed}
          disabled={!mayDecide}
          onChange={(event) => markAddressed(mark, event.target.checked)}
        >
          {t("review.comment.addressed")}
        </Checkbox>
      </header>
      {outdated && comment.snippet && (
        <CodeBlock
          code={comment.snippet}
          label={t("review.comment.snippet")}
          {...(language && { language })}
        />
      )}
      <Markdown>{comment.body}</Markdown>
      <Answer comment={comment} />
    </article>
  );
}

function PositionTag({ comment }: { comment: ReviewComment }) {
  const { t } = useTranslation();
  const { state } = comment.position;
  if (state === "UNCHANGED") {
    return <span className="cm-tag">{t("review.comment.states.UNCHANGED")}</span>;
  }
  return (
    <span className={`cm-tag cm-tag-${state === "MOVED" ? "active" : "warning"}`}>
      {t(`review.comment.states.${state}`, { line: comment.line })}
    </span>
  );
}

function Answer({ comment: { answer } }: { comment: ReviewComment }) {
  const { t } = useTranslation();
  if (!answer) return null;
  return (
    <div className="cm-answer">
      <header className="cm-mark-head">
        <RobotOutlined aria-hidden="true" />
        <strong>{t("review.comment.answer")}</strong>
        <span className={`cm-tag cm-tag-${answer.addressed ? "success" : "warning"}`}>
          {answer.addressed ? t("review.comment.answerDone") : t("review.comment.answerNot")}
        </span>
      </header>
      {answer.text && <Markdown>{answer.text}</Markdown>}
    </div>
  );
}
