import type { Clock } from "./clock";

/** What a lane shows: from when to when something was done, and whether it failed. */
export interface Span {
  from: number;
  to: number;
  failed: boolean;
}

export interface Lanes {
  model: readonly Span[];
  tools: readonly Span[];
  /** Events that files changed with. */
  edits: readonly number[];
  /** Up to which event the lanes are known. */
  reach: number;
  last: number;
}

export interface Colours {
  model: string;
  tools: string;
  failed: string;
  edit: string;
  track: string;
  unknown: string;
}

const LANE = 14;
const GAP = 6;
export const HEIGHT = 2 * LANE + GAP + 9;
const NARROWEST = 1.25;

/**
 * Draws thousands of spans as one picture. Of spans that fall on the same dot one is drawn, and one that failed is drawn
 * over the others, so that no failure hides.
 */
export function paintLanes(
  context: CanvasRenderingContext2D,
  width: number,
  lanes: Lanes,
  clock: Clock,
  colours: Colours,
): void {
  const scale = clock.length > 0 ? width / clock.length : 0;
  const x = (sequence: number) => clock.placeOf(sequence) * scale;
  const known = lanes.reach >= lanes.last ? width : x(lanes.reach);

  const lane = (top: number, spans: readonly Span[], colour: string) => {
    context.fillStyle = colours.track;
    context.beginPath();
    context.roundRect(0, top, width, LANE, 4);
    context.fill();
    if (known < width) {
      context.fillStyle = colours.unknown;
      for (let at = known; at < width; at += 8) context.fillRect(at, top, 3, LANE);
    }
    for (const failed of [false, true]) {
      context.fillStyle = failed ? colours.failed : colour;
      let covered = -1;
      for (const span of spans) {
        if (span.failed !== failed) continue;
        const left = Math.max(x(span.from), covered);
        const right = Math.max(x(span.to), x(span.from) + NARROWEST);
        if (right <= covered) continue;
        context.fillRect(left, top + 2, right - left, LANE - 4);
        covered = right;
      }
    }
  };

  lane(0, lanes.model, colours.model);
  lane(LANE + GAP, lanes.tools, colours.tools);
  context.fillStyle = colours.edit;
  let last = -10;
  for (const sequence of lanes.edits) {
    const at = x(sequence);
    if (at - last < 4) continue;
    last = at;
    const middle = 2 * LANE + GAP + 5;
    context.beginPath();
    context.moveTo(at, middle - 3);
    context.lineTo(at + 3, middle);
    context.lineTo(at, middle + 3);
    context.lineTo(at - 3, middle);
    context.fill();
  }
}
