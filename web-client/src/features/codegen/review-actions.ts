import { App } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem } from "@/api/problem";
import { useDismissFinding, useMarkAddressed } from "@/api/reviews";
import type { DiffScope, DiffSummary } from "@/api/types";
import type { Place } from "@/lib/place";
import { useTellProblem } from "@/ui/use-confirm";
import type { Picked } from "./diff/code-panel";
import { acceptedFindings, wordsOfFinding } from "./review/model/draft";
import { type FindingMark, isOpen, type Mark, stepFrom, toLines } from "./review/model/marks";
import type { ReviewScope } from "./review/review-scope";
import type { useDraft } from "./review/use-draft";
import type { Stage } from "./review-stage";

interface ActionsProps {
  taskId: string;
  mayDecide: boolean;
  summary: DiffSummary;
  scope: DiffScope;
  stage: Stage;
  marks: readonly Mark[];
  ordered: readonly Mark[];
  drafting: ReturnType<typeof useDraft>;
  onPlace: (place: Place) => void;
  /** The reader goes to the diff: what covers it has to go. */
  onLeavePanel: () => void;
}

/** What can be done with remarks, by mouse and by key alike. */
export function useReviewActions(props: ActionsProps) {
  const { taskId, mayDecide, summary, scope, stage, marks, ordered, onPlace } = props;
  const { draft, dispatch } = props.drafting;
  const { t } = useTranslation();
  const { message } = App.useApp();
  const tell = useTellProblem(asProblem);
  const [current, setCurrent] = useState<string | null>(null);
  const [dismissing, setDismissing] = useState<string | null>(null);
  const dismissal = useDismissFinding(taskId);
  const addressed = useMarkAddressed(taskId);
  const currentMark = marks.find(({ id }) => id === current) ?? null;

  const goTo = (mark: Mark) => {
    setCurrent(mark.id);
    props.onLeavePanel();
    if (stage.placement.loose.includes(mark) || mark.line === null) return stage.toTop();
    stage.show(mark.path, mark.side, mark.line);
    onPlace({ file: mark.path, side: mark.side, line: mark.line, endLine: null });
  };
  const comment = ({ id, range }: Picked) => {
    const lines = toLines(range);
    if (lines.side === "OLD" && scope === "round") {
      void message.info(t("review.draft.oldInRound"));
      return;
    }
    dispatch({ type: "add", at: { path: id, ...lines } });
  };
  const accept = (mark: FindingMark) => {
    const { finding, path, side, line } = mark;
    const body = wordsOfFinding(finding);
    if (line !== null && summary.files.some((file) => file.path === path)) {
      const at = { path, side, line, endLine: line };
      dispatch({ type: "add", at, body, findingId: finding.id });
      return;
    }
    const before = draft.comment.trim();
    const words = `- \`${finding.file}\`: ${body}`;
    dispatch({ type: "comment", comment: before ? `${before}\n${words}` : words });
    void message.success(t("review.finding.toOverall"));
  };
  const stepMark = (step: 1 | -1) => {
    const accepted = acceptedFindings(draft);
    const stops = ordered.filter((mark) => mark === currentMark || isOpen(mark, accepted));
    const next = stepFrom(stops, currentMark, step);
    if (next) goTo(next);
  };
  const commentHere = () => {
    const picked = stage.picked();
    if (picked) comment(picked);
    else if (currentMark?.line) {
      const { path, side, line } = currentMark;
      dispatch({ type: "add", at: { path, side, line, endLine: line } });
    } else void message.info(t("review.draft.pick"));
  };
  const openFinding =
    currentMark?.kind === "finding" && isOpen(currentMark, acceptedFindings(draft))
      ? currentMark
      : null;

  const shared: ReviewScope = {
    taskId,
    mayDecide,
    draft,
    dispatch,
    current,
    dismissing,
    accept,
    goTo,
    askReason: (mark) => setDismissing(mark?.id ?? null),
    dismiss: ({ reviewId, finding }, reason) => {
      setDismissing(null);
      dismissal.mutate({ reviewId, issueId: finding.id, reason }, { onError: tell });
    },
    markAddressed: ({ review, comment: { id } }, done) =>
      addressed.mutate({ roundId: review.id, commentId: id, addressed: done }, { onError: tell }),
  };
  return { shared, comment, commentHere, stepMark, openFinding };
}
