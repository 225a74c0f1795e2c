import { Skeleton } from "antd";
import { lazy, Suspense, useId } from "react";
import { useTranslation } from "react-i18next";
import { useIsStill } from "@/ui/preferences";
import { ScrollRegion } from "@/ui/scroll-region";

export interface ChartLine {
  name: string;
  /** A colour of the theme. */
  tone: "accent" | "success" | "warning" | "danger" | "muted";
  kind: "bar" | "line";
  values: (number | null)[];
  /** Counts have no halves. */
  whole?: boolean;
  dashed?: boolean;
}

interface ChartPanelProps {
  title: string;
  words: string;
  starts: string[];
  lines: ChartLine[];
  form: (value: number) => string;
}

// The charts' library is large; pages without a chart do without it.
const ChartCanvas = lazy(async () => ({
  default: (await import("./chart-canvas")).ChartCanvas,
}));

/** A chart, and the same as a table for who does not see it or wants the numbers. */
export function ChartPanel({ title, words, starts, lines, form }: ChartPanelProps) {
  const { t } = useTranslation();
  const id = useId();
  const still = useIsStill();
  return (
    <section className="cm-card-box cm-chart" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p className="cm-muted">{words}</p>
      <div role="img" aria-label={t("statistics.chart", { title })}>
        <Suspense fallback={<Skeleton.Node active className="cm-chart-canvas" />}>
          <ChartCanvas starts={starts} lines={lines} form={form} still={still} />
        </Suspense>
      </div>
      <details className="cm-chart-table">
        <summary>{t("statistics.table", { title })}</summary>
        <ScrollRegion label={title}>
          <table className="cm-operations-table cm-digits">
            <thead>
              <tr>
                <th scope="col">{t("statistics.start")}</th>
                {lines.map(({ name }) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {starts.map((start, row) => (
                <tr key={start}>
                  <th scope="row">{start}</th>
                  {lines.map(({ name, values }) => {
                    const value = values[row];
                    return <td key={name}>{value == null ? "–" : form(value)}</td>;
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      </details>
    </section>
  );
}
