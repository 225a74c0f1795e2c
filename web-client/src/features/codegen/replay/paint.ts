import type { Clock } from "./clock";

/** What a lane shows: from when to when something was done, and whether it failed. */
export interface Span {
  from: number;
  to: number;
  failed: boolean;
}

/** What a sub-agent did, and from when to when it was there. */
export interface AgentLane {
  /** The call that started it. */
  id: string;
  /** What it was asked for. */
  name: string;
  /** Whose work it is: more than one where there are too many for a lane each. */
  agents: Set<string>;
  from: number;
  to: number;
  model: readonly Span[];
  tools: readonly Span[];
}

export interface Lanes {
  model: readonly Span[];
  tools: readonly Span[];
  agents: readonly AgentLane[];
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

/** Draws on a surface of this width. */
export type Paint = (context: CanvasRenderingContext2D, width: number, colours: Colours) => void;

const LANE = 14;
const GAP = 6;
export const HEIGHT = 2 * LANE + GAP + 9;
/** From one sub-agent's lane to the next. */
export const AGENT_PITCH = 20;
const NARROWEST = 1.25;

type Place = (sequence: number) => number;

function createPlace(clock: Clock, width: number): Place {
  const scale = clock.length > 0 ? width / clock.length : 0;
  return (sequence) => clock.placeOf(sequence) * scale;
}

interface Row {
  top: number;
  height: number;
  colour: string;
  failed: string;
}

/**
 * Draws thousands of spans as one picture. Of spans that fall on the same dot one is drawn, and one that failed is drawn
 * over the others, so that no failure hides.
 */
function paintSpans(
  context: CanvasRenderingContext2D,
  spans: readonly Span[],
  x: Place,
  { top, height, colour, failed: fault }: Row,
): void {
  for (const failed of [false, true]) {
    context.fillStyle = failed ? fault : colour;
    let covered = -1;
    for (const span of spans) {
      if (span.failed !== failed) continue;
      const left = Math.max(x(span.from), covered);
      const right = Math.max(x(span.to), x(span.from) + NARROWEST);
      if (right <= covered) continue;
      context.fillRect(left, top, right - left, height);
      covered = right;
    }
  }
}

function paintTrack(
  context: CanvasRenderingContext2D,
  top: number,
  [from, to]: [number, number],
  colour: string,
): void {
  context.fillStyle = colour;
  context.beginPath();
  context.roundRect(from, top, to - from, LANE, 4);
  context.fill();
}

/** The agent's own lanes: when the model spoke, when tools ran, which events changed files. */
export function paintLanes(lanes: Lanes, clock: Clock): Paint {
  return (context, width, colours) => {
    const x = createPlace(clock, width);
    const known = lanes.reach >= lanes.last ? width : x(lanes.reach);
    const lane = (top: number, spans: readonly Span[], colour: string) => {
      paintTrack(context, top, [0, width], colours.track);
      if (known < width) {
        context.fillStyle = colours.unknown;
        for (let at = known; at < width; at += 8) context.fillRect(at, top, 3, LANE);
      }
      const { failed } = colours;
      paintSpans(context, spans, x, { top: top + 2, height: LANE - 4, colour, failed });
    };
    lane(0, lanes.model, colours.model);
    lane(LANE + GAP, lanes.tools, colours.tools);
    paintEdits(context, lanes.edits, x, colours.edit);
  };
}

function paintEdits(
  context: CanvasRenderingContext2D,
  edits: readonly number[],
  x: Place,
  colour: string,
): void {
  context.fillStyle = colour;
  let last = -10;
  for (const sequence of edits) {
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

/** A row for each of these groups of sub-agents: above what the model said, below what its tools did. */
export function paintAgents(rows: readonly (readonly AgentLane[])[], clock: Clock): Paint {
  return (context, width, colours) => {
    const x = createPlace(clock, width);
    const { failed } = colours;
    const half = (LANE - 4) / 2;
    for (const [index, group] of rows.entries()) {
      const top = index * AGENT_PITCH + (AGENT_PITCH - LANE) / 2;
      for (const { from, to } of group) {
        paintTrack(context, top, [x(from), Math.max(x(to), x(from) + 4)], colours.track);
      }
      for (const { model, tools } of group) {
        paintSpans(context, model, x, {
          top: top + 2,
          height: half,
          colour: colours.model,
          failed,
        });
        const below = { top: top + 2 + half, height: half, colour: colours.tools, failed };
        paintSpans(context, tools, x, below);
      }
    }
  };
}
