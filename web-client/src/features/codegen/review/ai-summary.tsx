import { CheckCircleFilled, ExclamationCircleFilled, ReloadOutlined } from "@ant-design/icons";
import { Alert, Button, Popover } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useIdempotencyKey } from "@/api/idempotency";
import { asProblem } from "@/api/problem";
import { useRequestAiReview } from "@/api/reviews";
import type { AiReview } from "@/api/types";
import { paths } from "@/lib/paths";
import { useTellProblem } from "@/ui/use-confirm";
import { useWords } from "@/ui/words";
import { lastCompleted } from "./model/marks";
import { ScoreDial } from "./score-dial";

const CATEGORIES = ["security", "errorHandling", "style", "tests"] as const;

interface AiSummaryProps {
  taskId: string;
  ai: readonly AiReview[];
  mayAsk: boolean;
}

/** What the second agent thinks of the change as a whole, and how its reading stands. */
export function AiSummary({ taskId, ai, mayAsk }: AiSummaryProps) {
  const { t } = useTranslation();
  const latest = ai.at(-1) ?? null;
  const shown = lastCompleted(ai);
  const back = paths.review(taskId);
  const again = mayAsk ? <AskAgain taskId={taskId} latest={latest} /> : null;
  return (
    <section className="cm-ai" aria-label={t("review.ai.title")}>
      {shown && <Judgement review={shown} back={back} action={latest === shown ? again : null} />}
      {latest?.status === "RUNNING" && <Running review={latest} back={back} />}
      {latest?.status === "FAILED" && (
        <Failed review={latest} back={back} earlier={shown} action={again} />
      )}
      {!latest && (
        <div className="cm-ai-line">
          <span>
            <strong>{t("review.ai.none")}</strong>{" "}
            <span className="cm-muted">{t("review.ai.noneWords")}</span>
          </span>
          <span className="cm-spring" />
          {again}
        </div>
      )}
    </section>
  );
}

function AskAgain({ taskId, latest }: { taskId: string; latest: AiReview | null }) {
  const { t } = useTranslation();
  const tell = useTellProblem(asProblem);
  const ask = useRequestAiReview(taskId);
  const { keyFor, settle } = useIdempotencyKey();
  return (
    <Button
      size="small"
      icon={<ReloadOutlined aria-hidden="true" />}
      loading={ask.isPending}
      onClick={() =>
        ask.mutate(keyFor({ after: latest?.id ?? null }), { onSuccess: settle, onError: tell })
      }
    >
      {latest ? t("review.ai.again") : t("review.ai.start")}
    </Button>
  );
}

interface ReviewProps {
  review: AiReview;
  /** Where its transcript leads back to. */
  back: string;
}

interface JudgementProps extends ReviewProps {
  action: ReactNode;
}

function Judgement({ review, back, action }: JudgementProps) {
  const { t } = useTranslation();
  const { score, summary, issues, resolved, omitted, runId } = review;
  return (
    <div className="cm-ai-line">
      {typeof score === "number" && <ScoreDial score={score} />}
      <div className="cm-ai-words">
        <p className="cm-clamp" title={summary ?? undefined}>
          {summary}
        </p>
        <p className="cm-muted cm-list-facts">
          <span>{t("review.ai.findings", { count: issues.length })}</span>
          {resolved.length > 0 && (
            <span className="cm-tone-success">
              {t("review.ai.resolved", { count: resolved.length })}
            </span>
          )}
          {omitted.length > 0 && (
            <Popover
              trigger="click"
              content={<OmittedFiles paths={omitted} />}
              title={t("review.ai.omitted", { count: omitted.length })}
            >
              <button type="button" className="cm-link cm-link-inline">
                {t("review.ai.omitted", { count: omitted.length })}
              </button>
            </Popover>
          )}
          <span>{t("review.ai.advice")}</span>
          <Link to={paths.inspection(runId, back)}>{t("review.ai.transcript")}</Link>
        </p>
      </div>
      <Categories review={review} />
      {action}
    </div>
  );
}

function OmittedFiles({ paths: files }: { paths: readonly string[] }) {
  return (
    <ul className="cm-omitted cm-mono">
      {files.map((file) => (
        <li key={file}>{file}</li>
      ))}
    </ul>
  );
}

function Categories({ review }: { review: AiReview }) {
  const { t } = useTranslation();
  const { categories } = review;
  if (!categories) return null;
  return (
    <ul className="cm-categories">
      {CATEGORIES.map((name) => {
        const { passed, comment } = categories[name];
        const tone = passed ? "success" : "warning";
        return (
          <li key={name}>
            <Popover
              trigger={["hover", "click"]}
              title={t(`review.categories.${name}`)}
              content={<p className="cm-popover-words">{comment}</p>}
            >
              <button type="button" className={`cm-chip cm-chip-${tone} cm-category`}>
                {passed ? (
                  <CheckCircleFilled aria-hidden="true" />
                ) : (
                  <ExclamationCircleFilled aria-hidden="true" />
                )}
                {t(`review.categories.${name}`)}
                <span className="cm-visually-hidden">
                  {passed ? t("review.passed") : t("review.notPassed")}
                </span>
              </button>
            </Popover>
          </li>
        );
      })}
    </ul>
  );
}

function Running({ review, back }: ReviewProps) {
  const { t } = useTranslation();
  return (
    <div className="cm-ai-line" role="status">
      <span className="cm-dot cm-dot-pulse cm-tone-active" aria-hidden="true" />
      <span>
        {t("review.ai.running")} <span className="cm-muted">{t("review.ai.runningWords")}</span>
      </span>
      <span className="cm-spring" />
      <Link to={paths.inspection(review.runId, back)}>{t("review.ai.watch")}</Link>
    </div>
  );
}

interface FailedProps extends ReviewProps {
  earlier: AiReview | null;
  action: ReactNode;
}

function Failed({ review, back, earlier, action }: FailedProps) {
  const { t } = useTranslation();
  const words = useWords();
  const { failure, runId } = review;
  const title = failure ? words(`failure.${failure.code}.title`, failure.message) : null;
  const advice = failure ? words(`failure.${failure.code}.advice`, "") : "";
  return (
    <Alert
      type="warning"
      showIcon
      title={title ? `${t("review.ai.failed")}: ${title}` : t("review.ai.failed")}
      description={
        <>
          {advice} {t("review.ai.failedWords")} {earlier && t("review.ai.earlier")}{" "}
          <Link to={paths.inspection(runId, back)}>{t("review.ai.transcript")}</Link>{" "}
          {failure && <code className="cm-inline-code">{failure.code}</code>}
        </>
      }
      action={action}
    />
  );
}
