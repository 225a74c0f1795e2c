import { CheckOutlined, CloseOutlined, RobotOutlined, UndoOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { Finding } from "@/api/types";
import { Markdown } from "@/ui/markdown";
import { DismissForm } from "./dismiss-form";
import { acceptedFindings } from "./model/draft";
import type { FindingMark } from "./model/marks";
import { severityTones } from "./model/severity";
import { useReviewScope } from "./review-scope";

/** What the second agent holds against a line, with what can be done about it. */
export function FindingCard({ mark }: { mark: FindingMark }) {
  const { t } = useTranslation();
  const { current, dismissing, askReason, dismiss } = useReviewScope();
  const { finding } = mark;
  const done = finding.dismissal || finding.commentId;
  return (
    <article
      className={`cm-mark cm-mark-${severityTones[finding.severity]}`}
      data-mark={mark.id}
      data-current={current === mark.id || undefined}
      data-done={done ? true : undefined}
      aria-label={t("review.finding.ai")}
    >
      <FindingHead finding={finding} />
      {!finding.dismissal && (
        <>
          <Markdown>{finding.description}</Markdown>
          {finding.suggestion && (
            <div className="cm-suggestion">
              <span className="cm-muted">{t("review.finding.suggestion")}</span>
              <Markdown>{finding.suggestion}</Markdown>
            </div>
          )}
        </>
      )}
      {dismissing === mark.id ? (
        <DismissForm
          onCancel={() => askReason(null)}
          onDismiss={(reason) => dismiss(mark, reason)}
        />
      ) : (
        <FindingActions mark={mark} />
      )}
    </article>
  );
}

function FindingHead({ finding }: { finding: Finding }) {
  const { t } = useTranslation();
  return (
    <header className="cm-mark-head">
      <RobotOutlined aria-hidden="true" />
      <strong className={`cm-tone-${severityTones[finding.severity]}`}>
        {t(`review.severities.${finding.severity}`)}
      </strong>
      <span className="cm-muted">{t(`review.kinds.${finding.category}`)}</span>
      {finding.standing === "STILL_THERE" && (
        <span className="cm-tag cm-tag-warning">{t("review.finding.still")}</span>
      )}
    </header>
  );
}

function FindingActions({ mark }: { mark: FindingMark }) {
  const { t } = useTranslation();
  const { draft, dispatch, mayDecide, accept, askReason, dismiss } = useReviewScope();
  const { finding } = mark;
  const { dismissal } = finding;
  const undo = (run: () => void) =>
    mayDecide && (
      <Button size="small" type="text" icon={<UndoOutlined aria-hidden="true" />} onClick={run}>
        {t("review.finding.undo")}
      </Button>
    );
  if (dismissal) {
    return (
      <p className="cm-mark-foot cm-muted">
        <span>
          {t("review.finding.dismissed", { name: dismissal.by.name, reason: dismissal.reason })}
        </span>
        {undo(() => dismiss(mark, null))}
      </p>
    );
  }
  if (finding.commentId) {
    return <p className="cm-mark-foot cm-muted">{t("review.finding.taken")}</p>;
  }
  const entry = draft.entries.find(({ findingId }) => findingId === finding.id);
  if (entry && acceptedFindings(draft).has(finding.id)) {
    return (
      <p className="cm-mark-foot cm-tone-success">
        <CheckOutlined aria-hidden="true" /> <span>{t("review.finding.accepted")}</span>
        {undo(() => dispatch({ type: "remove", id: entry.id }))}
      </p>
    );
  }
  if (!mayDecide) return null;
  return (
    <div className="cm-mark-foot">
      <Button
        size="small"
        icon={<CheckOutlined aria-hidden="true" />}
        title={t("review.finding.acceptWords")}
        onClick={() => accept(mark)}
      >
        {t("review.finding.accept")}
      </Button>
      <Button
        size="small"
        type="text"
        icon={<CloseOutlined aria-hidden="true" />}
        onClick={() => askReason(mark)}
      >
        {t("review.finding.dismiss")}
      </Button>
    </div>
  );
}
