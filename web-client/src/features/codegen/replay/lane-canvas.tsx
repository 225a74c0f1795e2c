import { useEffect, useRef } from "react";
import { useIsDark } from "@/ui/preferences";
import type { Clock } from "./clock";
import { type Colours, HEIGHT, type Lanes, paintLanes } from "./paint";

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

interface LaneCanvasProps {
  lanes: Lanes;
  clock: Clock;
  width: number;
}

/** The lanes as one picture: a run of 20,000 events is one element. */
export function LaneCanvas({ lanes, clock, width }: LaneCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const dark = useIsDark();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes the colours
  useEffect(() => {
    const surface = canvas.current;
    const context = surface?.getContext("2d");
    if (!surface || !context || width === 0) return;
    const ratio = Math.min(2, devicePixelRatio || 1);
    surface.width = width * ratio;
    surface.height = HEIGHT * ratio;
    context.scale(ratio, ratio);
    paintLanes(context, width, lanes, clock, readColours());
  }, [lanes, clock, width, dark]);
  return <canvas ref={canvas} style={{ height: HEIGHT }} />;
}
