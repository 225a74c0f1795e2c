import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { useProjections } from "@/api/operations";
import { asProblem } from "@/api/problem";
import type { Processor } from "@/api/types";
import { formatDuration } from "@/lib/format";
import type { Tone } from "@/lib/tones";
import { ProblemAlert } from "@/ui/problem-alert";
import { StateTag } from "@/ui/state-tag";
import { RebuildButton } from "./rebuild-button";

const TONES: Record<Processor["condition"], Tone> = {
  RUNNING: "success",
  BEHIND: "warning",
  FAILING: "danger",
  STOPPED: "neutral",
};

/** How far views and processes are. */
export function ProcessorPanel() {
  const { t } = useTranslation();
  const projections = useProjections();
  if (projections.isPending) return <Skeleton active paragraph={{ rows: 6 }} />;
  if (projections.isError) {
    return (
      <ProblemAlert
        problem={asProblem(projections.error)}
        onRetry={() => void projections.refetch()}
      />
    );
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by keys
    <section className="cm-table-scroll" tabIndex={0} aria-label={t("operations.processors")}>
      <table className="cm-operations-table">
        <thead>
          <tr>
            <th scope="col">{t("operations.processor")}</th>
            <th scope="col">{t("operations.condition")}</th>
            <th scope="col">{t("operations.position")}</th>
            <th scope="col">{t("operations.lag")}</th>
            <th scope="col">{t("operations.segments")}</th>
            <th scope="col">{t("operations.rebuild")}</th>
          </tr>
        </thead>
        <tbody>
          {projections.data.items.map((processor) => (
            <ProcessorRow key={processor.name} processor={processor} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function ProcessorRow({ processor }: { processor: Processor }) {
  const { t } = useTranslation();
  const { name, kind, condition, lagEvents, lagSeconds, error } = processor;
  return (
    <tr>
      <th scope="row">
        <code>{name}</code> <span className="cm-muted">{t(`operations.kinds.${kind}`)}</span>
      </th>
      <td>
        <StateTag tone={TONES[condition]} label={t(`operations.conditions.${condition}`)} />
        {error && (
          <span className="cm-operations-error cm-break">
            {error} {t("operations.failingFix")}
          </span>
        )}
      </td>
      <td>{processor.position ?? "–"}</td>
      <td>
        {lagEvents === 0
          ? t("operations.upToDate")
          : t("operations.behindBy", {
              count: lagEvents,
              time: formatDuration(lagSeconds * 1000),
            })}
      </td>
      <td>
        {t("operations.segmentsOf", { segments: processor.segments, threads: processor.threads })}
      </td>
      <td>{kind !== "SAGA" && <RebuildButton name={name} />}</td>
    </tr>
  );
}
