import { useEffect, useRef } from "react";
import { useIsDark } from "@/ui/preferences";
import type { Colours, Paint } from "./paint";

function readColours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string) => style.getPropertyValue(name).trim();
  return {
    model: of("--accent"),
    tools: of("--success"),
    failed: of("--danger"),
    edit: of("--text"),
    track: of("--sunken"),
    unknown: of("--line-strong"),
  };
}

/** A picture of many lanes seen closely is drawn less finely rather than take hundreds of megabytes. */
const MOST_DOTS = 16_000_000;

interface LaneCanvasProps {
  paint: Paint;
  width: number;
  height: number;
}

/** Lanes as one picture: a run of 20,000 events is one element. */
export function LaneCanvas({ paint, width, height }: LaneCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const dark = useIsDark();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes the colours
  useEffect(() => {
    const surface = canvas.current;
    const context = surface?.getContext("2d");
    if (!surface || !context || width === 0) return;
    const ratio = Math.min(2, devicePixelRatio || 1, Math.sqrt(MOST_DOTS / (width * height)));
    surface.width = width * ratio;
    surface.height = height * ratio;
    context.scale(ratio, ratio);
    paint(context, width, readColours());
  }, [paint, width, height, dark]);
  return <canvas ref={canvas} style={{ width, height }} />;
}
