import { DiffOutlined } from "@ant-design/icons";
import { Skeleton } from "antd";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useDiff } from "@/api/diff";
import { asProblem } from "@/api/problem";
import type { DiffScope, GenerationDetails, Reviews } from "@/api/types";
import { formatCost } from "@/lib/format";
import { paths } from "@/lib/paths";
import type { Place } from "@/lib/place";
import { QuietBadge } from "@/ui/badge";
import { EmptyState } from "@/ui/empty-state";
import { ProblemAlert } from "@/ui/problem-alert";
import { AiSummary } from "./review/ai-summary";
import { collectMarks, lastCompleted } from "./review/model/marks";
import { useDraft } from "./review/use-draft";
import { ReviewBody } from "./review-body";

interface ReviewViewProps {
  task: GenerationDetails;
  reviews: Reviews;
  /** How the requirement stands. */
  status: ReactNode;
  mayAsk: boolean;
  scope: DiffScope;
  onScope: (scope: DiffScope) => void;
  start: Place | null;
  onPlace: (place: Place) => void;
  merge: ReactNode;
  onFollowUp: (taskId: string) => void;
}

/** One change under review: what the second agent found, what people say, and the verdict. */
export function ReviewView(props: ReviewViewProps) {
  const { task, reviews, scope } = props;
  const { t } = useTranslation();
  const drafting = useDraft(task.id, reviews.draft);
  const diff = useDiff(task.id, true, scope);
  const { entries } = drafting.draft;
  const marks = useMemo(
    () => collectMarks(lastCompleted(reviews.ai), reviews.human, entries),
    [reviews.ai, reviews.human, entries],
  );
  const several = reviews.round > 1;
  return (
    <div className="cm-run cm-review">
      <ReviewHead {...props} />
      {diff.isPending && <Skeleton active className="cm-review-wait" />}
      {diff.isError && (
        <ProblemAlert problem={asProblem(diff.error)} onRetry={() => void diff.refetch()} />
      )}
      {diff.data && diff.data.files.length === 0 && (
        <EmptyState icon={<DiffOutlined aria-hidden="true" />} title={t("diff.none")}>
          {t("diff.noneWords")}
        </EmptyState>
      )}
      {diff.data && diff.data.files.length > 0 && (
        <ReviewBody
          key={scope}
          taskId={task.id}
          reviews={reviews}
          summary={diff.data}
          scope={scope}
          onScope={several ? props.onScope : null}
          marks={marks}
          drafting={drafting}
          start={props.start}
          onPlace={props.onPlace}
          merge={props.merge}
          onFollowUp={props.onFollowUp}
        />
      )}
    </div>
  );
}

function ReviewHead({ task, reviews, status, mayAsk }: ReviewViewProps) {
  const { t } = useTranslation();
  const { stat } = task;
  const generation = task.usage?.costUsd ?? 0;
  const inspections = reviews.ai.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0);
  const costs = t("review.costWords", {
    generation: formatCost(generation),
    reviews: formatCost(inspections),
  });
  return (
    <header className="cm-run-head cm-review-head">
      <div className="cm-run-title">
        <div className="cm-run-words">
          <Link to={paths.requirement(task.requirementId)} className="cm-key">
            {task.requirementKey}
          </Link>
          <h1>{task.requirementTitle}</h1>
        </div>
        <div className="cm-run-tags">
          {status}
          <QuietBadge label={t("review.round", { round: reviews.round })} />
          {stat && (
            <span className="cm-diff-stat">
              {t("codegen.files", { count: stat.files })}{" "}
              <span className="cm-tone-success">+{stat.additions}</span>{" "}
              <span className="cm-tone-danger">−{stat.deletions}</span>
            </span>
          )}
          <span className="cm-digits" title={costs}>
            <span className="cm-muted">{t("review.cost")}</span>{" "}
            {formatCost(generation + inspections)}
          </span>
          <Link to={paths.generation(task.id)}>{t("review.run")}</Link>
        </div>
      </div>
      <AiSummary taskId={task.id} ai={reviews.ai} mayAsk={mayAsk} />
    </header>
  );
}
