import { BranchesOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import type { GenerationDetails } from "@/api/types";
import { isFinished } from "@/api/types";
import { formatClock, formatCost, formatTokens } from "@/lib/format";
import { useNow } from "@/ui/use-now";
import type { TranscriptState } from "./transcript/model/state";

interface RunFactsProps {
  task: GenerationDetails;
  state: TranscriptState;
}

export function RunFacts({ task, state }: RunFactsProps) {
  const { t } = useTranslation();
  const ticking = !isFinished(task.status);
  const now = useNow(ticking);
  const started = task.startedAt ? Date.parse(task.startedAt) : null;
  const end = task.finishedAt ? Date.parse(task.finishedAt) : now;
  const limit = task.timeLimitMs;
  const { usage } = task;
  const turns = ticking ? (state.progress?.turns ?? usage?.turns) : usage?.turns;
  const cost = ticking ? (state.progress?.costUsd ?? usage?.costUsd) : usage?.costUsd;
  const input = usage
    ? usage.inputTokens + usage.cacheReadTokens + usage.cacheCreationTokens
    : null;
  const waiting = task.status === "PENDING";
  return (
    <dl className="cm-run-facts">
      <div>
        <dt>{waiting ? t("codegen.waited") : t("codegen.elapsed")}</dt>
        <dd className="cm-digits">
          {waiting
            ? formatClock(now - Date.parse(task.createdAt))
            : started === null
              ? "—"
              : formatClock(end - started)}
          {ticking && !waiting && limit ? (
            <span className="cm-muted"> / {formatClock(limit)}</span>
          ) : null}
        </dd>
      </div>
      <div>
        <dt>{t("codegen.cost")}</dt>
        <dd className="cm-digits">{cost === undefined ? "—" : formatCost(cost)}</dd>
      </div>
      <div>
        <dt>{t("codegen.turns")}</dt>
        <dd className="cm-digits">{turns ?? "—"}</dd>
      </div>
      <div>
        <dt>{t("codegen.tokens")}</dt>
        <dd className="cm-digits">
          {usage && input !== null
            ? t("codegen.tokensInOut", {
                in: formatTokens(input),
                out: formatTokens(usage.outputTokens),
              })
            : "—"}
        </dd>
      </div>
      <div>
        <dt>{t("codegen.model")}</dt>
        <dd className="cm-break">{task.model ?? state.model ?? "—"}</dd>
      </div>
      <div className="cm-run-branch">
        <dt>{t("codegen.branch")}</dt>
        <dd className="cm-mono cm-break">
          {task.branch ? (
            <>
              <BranchesOutlined aria-hidden="true" /> {task.branch}
            </>
          ) : (
            "—"
          )}
        </dd>
      </div>
    </dl>
  );
}
