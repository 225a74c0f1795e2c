import { AuditOutlined, HistoryOutlined } from "@ant-design/icons";
import { Button, Tabs } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { type GenerationDetails, isFinished } from "@/api/types";
import { paths } from "@/lib/paths";
import { ChangesView } from "./diff/changes-view";
import { PromptView } from "./prompt-view";
import { RunActions } from "./run-actions";
import { RunBanner } from "./run-banner";
import { RunFacts } from "./run-facts";
import { RunHead } from "./run-head";
import { standingOf } from "./standing";
import { TranscriptView } from "./transcript/transcript-view";
import { useTranscript } from "./transcript/use-transcript";

export type GenerationTab = "transcript" | "changes" | "prompt";

interface GenerationViewProps {
  task: GenerationDetails;
  tab: GenerationTab;
  onTab: (tab: GenerationTab) => void;
  onReplay: () => void;
  /** How the change gets merged, once it is approved. */
  merge: ReactNode;
}

export function GenerationView({ task, tab, onTab, onReplay, merge }: GenerationViewProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const transcript = useTranscript(task);
  const live = !isFinished(task.status);
  const { status, step } = standingOf(task, transcript.state);
  const { stat } = task;
  const changed = stat?.files ?? transcript.state.progress?.filesChanged ?? 0;
  return (
    <div className="cm-run">
      <RunHead
        task={task}
        status={status}
        step={step}
        attempt={task.attempt}
        actions={
          <>
            {task.status === "COMPLETED" && (
              <Button
                type="primary"
                icon={<AuditOutlined aria-hidden="true" />}
                onClick={() => void navigate(paths.review(task.id))}
              >
                {t("review.open")}
              </Button>
            )}
            {task.lastSequence > 0 && (
              <Button
                className="cm-icon-when-narrow"
                icon={<HistoryOutlined aria-hidden="true" />}
                aria-label={t("replay.open")}
                title={live ? t("replay.openLiveWords") : t("replay.openWords")}
                onClick={onReplay}
              >
                {t("replay.open")}
              </Button>
            )}
            <RunActions task={task} onPrompt={() => onTab("prompt")} />
          </>
        }
        facts={<RunFacts task={task} state={transcript.state} />}
      >
        <RunBanner task={task} />
        {merge}
      </RunHead>
      <Tabs
        className="cm-run-tabs"
        activeKey={tab}
        onChange={(key) => onTab(key as GenerationTab)}
        items={[
          {
            key: "transcript",
            label: t("codegen.tabs.transcript"),
            children: (
              <TranscriptView
                taskId={task.id}
                transcript={transcript}
                live={live}
                demo={task.demo}
              />
            ),
          },
          {
            key: "changes",
            label: (
              <>
                {t("codegen.tabs.changes")}{" "}
                {changed > 0 && <span className="cm-count">{changed}</span>}
              </>
            ),
            destroyOnHidden: true,
            children: <ChangesView task={task} />,
          },
          {
            key: "prompt",
            label: t("codegen.tabs.prompt"),
            destroyOnHidden: true,
            children: <PromptView taskId={task.id} />,
          },
        ]}
      />
    </div>
  );
}
