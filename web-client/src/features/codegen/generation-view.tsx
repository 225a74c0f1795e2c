import { AuditOutlined } from "@ant-design/icons";
import { Button, Tabs } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { type GenerationDetails, isFinished } from "@/api/types";
import { paths } from "@/lib/paths";
import { generationTones } from "@/lib/tones";
import { DemoBadge, QuietBadge } from "@/ui/badge";
import { StateTag } from "@/ui/state-tag";
import { ChangesView } from "./diff/changes-view";
import { PhaseBar } from "./phase-bar";
import { PromptView } from "./prompt-view";
import { RoundTags } from "./round-tags";
import { RunActions } from "./run-actions";
import { RunBanner } from "./run-banner";
import { RunFacts } from "./run-facts";
import { standingOf } from "./standing";
import { TranscriptView } from "./transcript/transcript-view";
import { useTranscript } from "./transcript/use-transcript";

export type GenerationTab = "transcript" | "changes" | "prompt";

interface GenerationViewProps {
  task: GenerationDetails;
  tab: GenerationTab;
  onTab: (tab: GenerationTab) => void;
  /** How the change gets merged, once it is approved. */
  merge: ReactNode;
}

export function GenerationView({ task, tab, onTab, merge }: GenerationViewProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const transcript = useTranscript(task);
  const live = !isFinished(task.status);
  const { status, step } = standingOf(task, transcript.state);
  const { stat } = task;
  const changed = stat?.files ?? transcript.state.progress?.filesChanged ?? 0;
  return (
    <div className="cm-run">
      <header className="cm-run-head">
        <div className="cm-run-title">
          <div className="cm-run-words">
            <Link to={paths.requirement(task.requirementId)} className="cm-key">
              {task.requirementKey}
            </Link>
            <h1>{task.requirementTitle}</h1>
          </div>
          <div className="cm-run-tags">
            <StateTag
              tone={generationTones[status]}
              label={t(`codegen.statuses.${status}`)}
              pulse={!isFinished(status)}
            />
            {task.demo && <DemoBadge label={t("common.demoModel")} />}
            {task.attempt > 1 && (
              <QuietBadge label={t("codegen.attempt", { attempt: task.attempt })} />
            )}
            <RoundTags task={task} />
          </div>
          <div className="cm-run-actions">
            {task.status === "COMPLETED" && (
              <Button
                type="primary"
                icon={<AuditOutlined aria-hidden="true" />}
                onClick={() => void navigate(paths.review(task.id))}
              >
                {t("review.open")}
              </Button>
            )}
            <RunActions task={task} onPrompt={() => onTab("prompt")} />
          </div>
        </div>
        <RunFacts task={task} state={transcript.state} />
        <PhaseBar step={step} status={status} />
        <RunBanner task={task} />
        {merge}
      </header>
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
