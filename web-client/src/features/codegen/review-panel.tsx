import { Tabs } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Reviews } from "@/api/types";
import { ProblemAlert } from "@/ui/problem-alert";
import { MarkList } from "./review/mark-list";
import { acceptedFindings } from "./review/model/draft";
import { isOpen, type Mark } from "./review/model/marks";
import { Rounds } from "./review/rounds";
import { Tray } from "./review/tray";
import type { useDraft } from "./review/use-draft";
import type { useSubmit } from "./review/use-submit";

export type PanelTab = "tray" | "findings" | "rounds";

interface ReviewPanelProps {
  reviews: Reviews;
  marks: readonly Mark[];
  tab: PanelTab;
  onTab: (tab: PanelTab) => void;
  drafting: ReturnType<typeof useDraft>;
  submission: ReturnType<typeof useSubmit>;
  merge: ReactNode;
}

/** Beside the diff: the verdict, all remarks, the rounds so far. */
export function ReviewPanel(props: ReviewPanelProps) {
  const { reviews, marks, tab, onTab, drafting, submission, merge } = props;
  const { t } = useTranslation();
  const accepted = acceptedFindings(drafting.draft);
  const open = marks.filter((mark) => isOpen(mark, accepted)).length;
  const counted = (label: string, count: number) => (
    <>
      {label} {count > 0 && <span className="cm-count">{count}</span>}
    </>
  );
  return (
    <Tabs
      className="cm-panel-tabs"
      activeKey={tab}
      onChange={(key) => onTab(key as PanelTab)}
      items={[
        {
          key: "tray",
          label: t("review.tabs.tray"),
          children: (
            <>
              {!reviews.mayDecide && merge}
              <Tray
                reviews={reviews}
                marks={marks}
                saving={drafting.saving}
                onSaveAgain={drafting.saveAgain}
                onSubmit={submission.submit}
                submitting={submission.submitting}
              />
              {submission.problem && (
                <div className="cm-gap-above">
                  <ProblemAlert problem={submission.problem} />
                  <ul className="cm-field-errors">
                    {submission.problem.fieldErrors.map(({ field, message }) => (
                      <li key={field}>
                        <code className="cm-inline-code">{field}</code> {message}
                      </li>
                    ))}
                  </ul>
                </div>
              )}
              {reviews.mayDecide && <div className="cm-gap-above">{merge}</div>}
            </>
          ),
        },
        {
          key: "findings",
          label: counted(t("review.tabs.findings"), open),
          children: <MarkList marks={marks} />,
        },
        {
          key: "rounds",
          label: counted(t("review.tabs.rounds"), reviews.human.length),
          children: <Rounds taskId={reviews.taskId} human={reviews.human} />,
        },
      ]}
    />
  );
}
