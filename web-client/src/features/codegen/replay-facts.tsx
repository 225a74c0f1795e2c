import { useTranslation } from "react-i18next";
import type { GenerationDetails, Moment } from "@/api/types";
import { formatClock, formatCost, formatTokens } from "@/lib/format";
import type { Figures } from "./transcript/model/chronicle";
import type { Replay } from "./use-replay";

interface Spent {
  costUsd: number | null;
  /** Whether the cost is shared out by tokens: the agent tells it at its end. */
  estimated: boolean;
}

/** What the run had cost at the playhead: as told, or a share of what it came to in the end. */
export function costAt(here: Figures, end: Figures, total: number | null): Spent {
  const all = end.costUsd || total;
  const told = here.weight <= 0 || (all !== null && here.costUsd >= all);
  if (told) return { costUsd: here.costUsd, estimated: false };
  if (!all || end.weight <= 0) return { costUsd: here.costUsd || null, estimated: false };
  const share = (all * here.weight) / end.weight;
  return { costUsd: Math.max(here.costUsd, share), estimated: true };
}

interface ReplayFactsProps {
  task: GenerationDetails;
  replay: Replay;
  moment: Moment | null;
}

export function ReplayFacts({ task, replay, moment }: ReplayFactsProps) {
  const { t } = useTranslation();
  const { log, sequence, last, state } = replay;
  const { chronicle } = log;
  const whole = log.reach() >= last;
  const figures = chronicle.figures(sequence);
  const known = sequence <= log.reach();
  const cost: Spent = known
    ? whole
      ? costAt(figures, chronicle.figures(last), task.usage?.costUsd ?? null)
      : { costUsd: figures.costUsd || null, estimated: false }
    : { costUsd: moment?.usage.costUsd ?? null, estimated: false };
  const turns = known ? figures.turns : moment?.usage.turns;
  const input = known ? figures.inputTokens : moment?.usage.inputTokens;
  const output = known ? figures.outputTokens : moment?.usage.outputTokens;
  const at = log.timeOf(sequence);
  const started = task.startedAt ? Date.parse(task.startedAt) : null;
  const elapsed = at !== null && started !== null ? Math.max(0, at - started) : null;
  return (
    <dl className="cm-run-facts">
      <div>
        <dt>{t("codegen.elapsed")}</dt>
        <dd className="cm-digits">{elapsed === null ? "—" : formatClock(elapsed)}</dd>
      </div>
      <div>
        <dt>{t("codegen.cost")}</dt>
        <dd className="cm-digits" title={cost.estimated ? t("replay.costEstimated") : undefined}>
          {cost.costUsd === null
            ? "—"
            : cost.estimated
              ? t("replay.about", { value: formatCost(cost.costUsd) })
              : formatCost(cost.costUsd)}
        </dd>
      </div>
      <div>
        <dt>{t("codegen.turns")}</dt>
        <dd className="cm-digits">{turns ?? "—"}</dd>
      </div>
      <div>
        <dt>{t("codegen.tokens")}</dt>
        <dd className="cm-digits">
          {input === undefined || output === undefined
            ? "—"
            : t("codegen.tokensInOut", { in: formatTokens(input), out: formatTokens(output) })}
        </dd>
      </div>
      <div>
        <dt>{t("codegen.model")}</dt>
        <dd className="cm-break">{state.model ?? task.model ?? "—"}</dd>
      </div>
    </dl>
  );
}
