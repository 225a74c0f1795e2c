import { Segmented } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { GenerationDetails } from "@/api/types";
import { useIsNarrow } from "@/ui/preferences";
import { ReplayFiles } from "./replay-files";
import { ReplayInspector } from "./replay-inspector";
import type { TranscriptState } from "./transcript/model/state";
import { TranscriptView } from "./transcript/transcript-view";
import type { Replay } from "./use-replay";

type Pane = "transcript" | "files" | "event";

interface PanesProps {
  task: GenerationDetails;
  replay: Replay;
  state: TranscriptState;
}

/** Beside the transcript one more thing, or on a narrow page one thing at a time. */
export function ReplayPanes({ task, replay, state }: PanesProps) {
  const { t } = useTranslation();
  const narrow = useIsNarrow();
  const [pane, setPane] = useState<Pane>(narrow ? "transcript" : "files");
  const shown = !narrow && pane === "transcript" ? "files" : pane;
  const panes: Pane[] = narrow ? ["transcript", "files", "event"] : ["files", "event"];
  const choice = (
    <Segmented
      className="cm-pane-choice"
      block={narrow}
      value={shown}
      aria-label={t("replay.show")}
      options={panes.map((value) => ({ value, label: t(`replay.panes.${value}`) }))}
      onChange={(value) => setPane(value as Pane)}
    />
  );
  return (
    <div className="cm-replay-body">
      {narrow && choice}
      {(!narrow || shown === "transcript") && (
        <div className="cm-replay-transcript">
          <ReplayTranscript task={task} replay={replay} state={state} />
        </div>
      )}
      {shown !== "transcript" && (
        <aside className="cm-replay-side" aria-label={t(`replay.panes.${shown}`)}>
          {!narrow && choice}
          <div className="cm-replay-pane">
            {shown === "files" ? (
              <ReplayFiles taskId={task.id} replay={replay} />
            ) : (
              <ReplayInspector taskId={task.id} replay={replay} />
            )}
          </div>
        </aside>
      )}
    </div>
  );
}

function ReplayTranscript({ task, replay, state }: PanesProps) {
  const { t } = useTranslation();
  const { log, seeks } = replay;
  const transcript = useMemo(() => ({ log, state, feed: null }), [log, state]);
  const chip = replay.waiting
    ? t("replay.loading")
    : log.first() > 1
      ? t("replay.loadingBefore", { sequence: log.first() })
      : null;
  return (
    <TranscriptView
      taskId={task.id}
      transcript={transcript}
      live={!state.finished}
      demo={task.demo}
      seeks={seeks}
      chip={
        chip && (
          <span className="cm-chip cm-chip-active" role="status">
            <span className="cm-dot cm-dot-pulse" aria-hidden="true" />
            {chip}
          </span>
        )
      }
    />
  );
}
