import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Figures, Statistics } from "@/api/types";
import { formatRate, formatSpan } from "@/lib/figures";
import { formatCost } from "@/lib/format";
import { type ChartLine, ChartPanel } from "./chart-panel";

const whole = (value: number) => String(Math.round(value));

/** The series as charts. */
export function ChartList({ statistics }: { statistics: Statistics }) {
  const { t } = useTranslation();
  const { series } = statistics;
  const starts = useMemo(() => series.map(({ start }) => start), [series]);
  const lines = useMemo(() => {
    const line = (
      name: string,
      tone: ChartLine["tone"],
      of: (figures: Figures) => number | null | undefined,
      more: Partial<ChartLine> = {},
    ): ChartLine => ({
      name,
      tone,
      kind: "line",
      values: series.map(({ figures }) => of(figures) ?? null),
      ...more,
    });
    const count = { kind: "bar", whole: true } as const;
    return {
      outcomes: [
        line(t("statistics.names.completed"), "success", (it) => it.completed, count),
        line(t("statistics.names.failed"), "danger", (it) => it.failed, count),
        line(t("statistics.names.cancelled"), "warning", (it) => it.cancelled, count),
        line(t("statistics.names.active"), "accent", (it) => it.active, count),
      ],
      rates: [
        line(t("statistics.names.approval"), "accent", (it) => it.firstTimeApprovalRate),
        line(t("statistics.names.merges"), "success", (it) => it.mergeRate, { dashed: true }),
      ],
      durations: [
        line(t("statistics.median"), "accent", (it) => it.duration.medianMs),
        line(t("statistics.nineOfTen"), "warning", (it) => it.duration.p90Ms, { dashed: true }),
      ],
      leadTimes: [
        line(t("statistics.median"), "accent", (it) => it.leadTime.medianMs),
        line(t("statistics.nineOfTen"), "warning", (it) => it.leadTime.p90Ms, { dashed: true }),
      ],
      costs: [line(t("statistics.names.cost"), "accent", (it) => it.costUsd, { kind: "bar" })],
      rework: [line(t("statistics.names.rework"), "warning", (it) => it.followUps, count)],
    };
  }, [series, t]);
  const panel = (name: keyof typeof lines, form: (value: number) => string) => (
    <ChartPanel
      title={t(`statistics.charts.${name}.title`)}
      words={t(`statistics.charts.${name}.words`)}
      starts={starts}
      lines={lines[name]}
      form={form}
    />
  );
  return (
    <div className="cm-charts">
      {panel("outcomes", whole)}
      {panel("costs", formatCost)}
      {panel("rates", formatRate)}
      {panel("rework", whole)}
      {panel("durations", formatSpan)}
      {panel("leadTimes", formatSpan)}
    </div>
  );
}
