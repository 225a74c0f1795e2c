import { Button, Drawer } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DiffScope, DiffSummary, Reviews } from "@/api/types";
import type { Place } from "@/lib/place";
import { useIsNarrow } from "@/ui/preferences";
import type { Picked } from "./diff/code-panel";
import { usePatches } from "./diff/use-patches";
import { pendingCount } from "./review/model/draft";
import { inOrder, type Mark, toLines } from "./review/model/marks";
import { ReviewProvider } from "./review/review-scope";
import type { useDraft } from "./review/use-draft";
import { useSubmit } from "./review/use-submit";
import { useViewed } from "./review/use-viewed";
import { useReviewActions } from "./review-actions";
import { ReviewDiff } from "./review-diff";
import { useReviewKeys } from "./review-keys";
import { type PanelTab, ReviewPanel } from "./review-panel";
import { useStage } from "./review-stage";

interface ReviewBodyProps {
  taskId: string;
  reviews: Reviews;
  summary: DiffSummary;
  scope: DiffScope;
  onScope: ((scope: DiffScope) => void) | null;
  marks: readonly Mark[];
  drafting: ReturnType<typeof useDraft>;
  start: Place | null;
  onPlace: (place: Place) => void;
  merge: ReactNode;
  onFollowUp: (taskId: string) => void;
}

/** The files, the diff and the panel beside it, all moved by the same steps. */
export function ReviewBody(props: ReviewBodyProps) {
  const { taskId, reviews, summary, scope, marks, drafting, onPlace } = props;
  const narrow = useIsNarrow();
  const patches = usePatches(taskId, summary, scope);
  const stage = useStage({ summary, scope, patches, marks, start: props.start });
  const { viewed, tick } = useViewed(taskId);
  const [panel, setPanel] = useState<PanelTab>("tray");
  const [drawer, setDrawer] = useState(false);
  const { mayDecide } = reviews;
  const ordered = useMemo(
    () => inOrder(stage.placement, summary.files),
    [stage.placement, summary.files],
  );
  const actions = useReviewActions({
    ...{ taskId, mayDecide, summary, scope, stage, marks, ordered, drafting, onPlace },
    onLeavePanel: () => setDrawer(false),
  });
  const showTray = () => {
    setPanel("tray");
    setDrawer(true);
  };
  const submission = useSubmit({
    taskId,
    draft: drafting.draft,
    onMissing: showTray,
    onDone: (followUp) => {
      drafting.settle();
      setDrawer(false);
      if (followUp) props.onFollowUp(followUp);
    },
  });
  const placeAt = (file: string) => onPlace({ file, side: "NEW", line: null, endLine: null });
  const select = (path: string) => {
    stage.show(path);
    placeAt(path);
  };
  const pick = (picked: Picked | null) => {
    if (picked) onPlace({ file: picked.id, ...toLines(picked.range) });
  };
  const toggleViewed = (path: string, on: boolean) => {
    tick(path, on);
    stage.fold(path, on);
  };
  const { openFinding, shared } = actions;
  useReviewKeys({
    file: (step) => {
      const next = stage.stepFile(step);
      if (next) placeAt(next);
    },
    mark: actions.stepMark,
    comment: actions.commentHere,
    viewed: () => {
      if (stage.file) toggleViewed(stage.file, !viewed.has(stage.file));
    },
    focus: () => stage.setFocus(!stage.focus),
    accept: openFinding && (() => shared.accept(openFinding)),
    dismiss: openFinding && (() => shared.askReason(openFinding)),
    submit: mayDecide ? submission.submit : null,
  });
  const side = (
    <ReviewPanel
      reviews={reviews}
      marks={ordered}
      tab={panel}
      onTab={setPanel}
      drafting={drafting}
      submission={submission}
      merge={props.merge}
    />
  );
  return (
    <ReviewProvider value={shared}>
      <div className="cm-review-body">
        <ReviewDiff
          {...{ taskId, summary, scope, patches, stage, viewed }}
          onScope={props.onScope}
          onViewed={toggleViewed}
          onSelect={select}
          onPick={pick}
          onComment={mayDecide ? actions.comment : null}
        />
        {!narrow && <aside className="cm-review-side">{side}</aside>}
      </div>
      {narrow && (
        <PanelDrawer
          open={drawer}
          onOpen={showTray}
          onClose={() => setDrawer(false)}
          pending={pendingCount(drafting.draft)}
        >
          {side}
        </PanelDrawer>
      )}
    </ReviewProvider>
  );
}

interface PanelDrawerProps {
  open: boolean;
  onOpen: () => void;
  onClose: () => void;
  pending: number;
  children: ReactNode;
}

/** On a small screen the panel comes up from below. */
function PanelDrawer({ open, onOpen, onClose, pending, children }: PanelDrawerProps) {
  const { t } = useTranslation();
  return (
    <>
      <div className="cm-review-bar">
        <Button type="primary" block onClick={onOpen}>
          {t("review.openPanel", { count: pending })}
        </Button>
      </div>
      <Drawer open={open} onClose={onClose} placement="bottom" size="88%" title={t("review.panel")}>
        {children}
      </Drawer>
    </>
  );
}
