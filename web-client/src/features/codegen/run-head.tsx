import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import {
  type GenerationDetails,
  type GenerationStatus,
  type GenerationStep,
  isFinished,
} from "@/api/types";
import { paths } from "@/lib/paths";
import { generationTones } from "@/lib/tones";
import { DemoBadge, QuietBadge } from "@/ui/badge";
import { StateTag } from "@/ui/state-tag";
import { PhaseBar } from "./phase-bar";
import { RoundTags } from "./round-tags";

interface RunHeadProps {
  task: GenerationDetails;
  /** Where the run stands, now or at the playhead. */
  status: GenerationStatus;
  step: GenerationStep;
  attempt: number;
  /** What else is to be said beside the status. */
  tag?: ReactNode;
  actions: ReactNode;
  facts: ReactNode;
  children?: ReactNode;
}

/** What a run is and where it stands: the same words whether it is watched or replayed. */
export function RunHead(props: RunHeadProps) {
  const { task, status, step, attempt, tag, actions, facts, children } = props;
  const { t } = useTranslation();
  return (
    <header className="cm-run-head">
      <div className="cm-run-title">
        <div className="cm-run-words">
          <Link to={paths.requirement(task.requirementId)} className="cm-key">
            {task.requirementKey}
          </Link>
          <h1>{task.requirementTitle}</h1>
        </div>
        <div className="cm-run-tags">
          {tag}
          <StateTag
            tone={generationTones[status]}
            label={t(`codegen.statuses.${status}`)}
            pulse={!isFinished(status)}
          />
          {task.demo && <DemoBadge label={t("common.demoModel")} />}
          {attempt > 1 && <QuietBadge label={t("codegen.attempt", { attempt })} />}
          <RoundTags task={task} />
        </div>
        <div className="cm-run-actions">{actions}</div>
      </div>
      {facts}
      <PhaseBar step={step} status={status} />
      {children}
    </header>
  );
}
