import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import type { ChartLine } from "./chart-panel";

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

interface ChartCanvasProps {
  starts: string[];
  lines: ChartLine[];
  form: (value: number) => string;
  still: boolean;
}

const HEIGHT = 260;

/** Draws; the one place that knows the charts' library. */
export function ChartCanvas({ starts, lines, form, still }: ChartCanvasProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const chart = init(element, null, { renderer: "svg", height: HEIGHT });
    const draw = () => chart.setOption(optionOf(starts, lines, form, still));
    draw();
    const size = new ResizeObserver(() => chart.resize());
    size.observe(element);
    const theme = new MutationObserver(draw);
    theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => {
      size.disconnect();
      theme.disconnect();
      chart.dispose();
    };
  }, [starts, lines, form, still]);
  return <div ref={place} className="cm-chart-canvas" aria-hidden="true" />;
}

/** The chart in the theme's colours. */
function optionOf(
  starts: string[],
  lines: ChartLine[],
  form: (value: number) => string,
  still: boolean,
) {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const font = getComputedStyle(document.body).fontFamily;
  const bars = lines.some(({ kind }) => kind === "bar");
  return {
    animation: !still,
    textStyle: { fontFamily: font, color: colour("text") },
    grid: { left: 4, right: 12, top: 40, bottom: 4, outerBoundsMode: "same" },
    legend: {
      top: 0,
      left: 0,
      icon: "roundRect",
      itemWidth: 12,
      itemHeight: 8,
      textStyle: { color: colour("text"), fontFamily: font },
      inactiveColor: colour("muted"),
    },
    tooltip: {
      trigger: "axis",
      confine: true,
      backgroundColor: colour("surface"),
      borderColor: colour("line-strong"),
      textStyle: { color: colour("text") },
      axisPointer: { type: bars ? "shadow" : "line" },
      valueFormatter: (value: unknown) => (typeof value === "number" ? form(value) : "–"),
    },
    xAxis: {
      type: "category",
      data: starts,
      boundaryGap: bars,
      axisLine: { lineStyle: { color: colour("line-strong") } },
      axisTick: { show: false },
      axisLabel: {
        color: colour("muted"),
        fontFamily: font,
        hideOverlap: true,
        formatter: (day: string) => day.slice(5),
      },
    },
    yAxis: {
      type: "value",
      minInterval: lines.every(({ whole }) => whole) ? 1 : 0,
      splitLine: { lineStyle: { color: colour("line") } },
      axisLabel: {
        color: colour("muted"),
        fontFamily: font,
        formatter: (value: number) => form(value),
      },
    },
    series: lines.map(({ name, tone, kind, values, dashed }) => ({
      name,
      type: kind,
      data: values,
      color: colour(tone),
      ...(kind === "bar"
        ? { stack: "all", barMaxWidth: 28 }
        : {
            connectNulls: true,
            symbol: "circle",
            symbolSize: 6,
            lineStyle: { width: 2, type: dashed ? "dashed" : "solid" },
          }),
    })),
  };
}
