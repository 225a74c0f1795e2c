import type { FeedEvent } from "@/api/feed";
import { asArray, asNumber, asObject, asString, type Json, parseJson } from "@/lib/json";
import { interpret } from "./interpret";
import type { Meaning } from "./meaning";
import { countUpTo } from "./sorted";
import { toolTitle } from "./tools";

/** What an event is to somebody who steps through a run. */
const STEPS = { turn: 1, edit: 2, fault: 4 } as const;
const MODEL = 8;

export type Step = keyof typeof STEPS;

const WRITING = new Set(["Write", "Edit", "MultiEdit", "NotebookEdit"]);

/** A call and its answer, by the events that carry them. */
export interface Call {
  id: string;
  name: string;
  title: string;
  sequence: number;
  answer: number | null;
  failed: boolean;
  parent: string | null;
}

/** What the run had used up after an event. */
export interface Figures {
  turns: number;
  inputTokens: number;
  outputTokens: number;
  /** What the agent has told: its cost stands in its last line. */
  costUsd: number;
  /** Tokens weighed by their price, to share the cost out over a run whose end is known. */
  weight: number;
}

const NOTHING: Figures = { turns: 0, inputTokens: 0, outputTokens: 0, costUsd: 0, weight: 0 };
const WEIGHTS = { input: 1, output: 5, cacheRead: 0.1, cacheCreation: 1.25 };

/** What can be said of a run event by event, read once and in order. */
export interface Chronicle {
  calls: readonly Call[];
  reach: () => number;
  take: (event: FeedEvent) => void;
  callOf: (toolId: string) => Call | undefined;
  /** The calls that a line makes or answers. */
  callsAt: (sequence: number) => readonly Call[];
  /** Whether the model spoke or thought up to this event. */
  isModel: (sequence: number) => boolean;
  isFault: (sequence: number) => boolean;
  /** The call whose sub-agent printed the line of this event; null for the agent itself. */
  parentOf: (sequence: number) => string | null;
  next: (sequence: number, step: Step) => number | null;
  previous: (sequence: number, step: Step) => number | null;
  count: (step: Step) => number;
  /** How many of them there were up to this event. */
  countUpTo: (sequence: number, step: Step) => number;
  /** The events of a kind, in order. */
  all: (step: Step) => readonly number[];
  figures: (sequence: number) => Figures;
  /** The first line that the agent of this event's attempt printed: its files were then as it found them. */
  firstLine: (sequence: number) => number;
}

interface Spent {
  input: number;
  output: number;
  weight: number;
}

function spentIn(usage: Json): Spent {
  const of = (name: string) => asNumber(usage[name]) ?? 0;
  const input = of("input_tokens");
  const output = of("output_tokens");
  const read = of("cache_read_input_tokens");
  const created = of("cache_creation_input_tokens");
  return {
    input: input + read + created,
    output,
    weight:
      input * WEIGHTS.input +
      output * WEIGHTS.output +
      read * WEIGHTS.cacheRead +
      created * WEIGHTS.cacheCreation,
  };
}

export function createChronicle(): Chronicle {
  const flags: number[] = [];
  const figures: Figures[] = [];
  const calls: Call[] = [];
  const byTool = new Map<string, Call>();
  const atEvent = new Map<number, Call[]>();
  const parents = new Map<number, string>();
  const messages = new Map<string, Spent>();
  const places: Record<Step, number[]> = { turn: [], edit: [], fault: [] };
  let sum = NOTHING;
  let told = 0;
  let attempt = 0;
  let cwd: string | null = null;
  let silent = true;
  const beginnings: number[] = [];

  const touch = (sequence: number, call: Call) => {
    const there = atEvent.get(sequence);
    if (there) there.push(call);
    else atEvent.set(sequence, [call]);
  };

  const takeMessage = (line: Json, parent: string | null): number => {
    const message = asObject(line.message);
    const id = asString(message.id);
    if (line.type !== "assistant" || !id) return 0;
    const before = messages.get(id);
    const spent = spentIn(asObject(message.usage));
    messages.set(id, spent);
    sum = {
      ...sum,
      turns: sum.turns + (before ? 0 : 1),
      inputTokens: sum.inputTokens + spent.input - (before?.input ?? 0),
      outputTokens: sum.outputTokens + spent.output - (before?.output ?? 0),
      weight: sum.weight + spent.weight - (before?.weight ?? 0),
    };
    return !before && parent === null ? STEPS.turn : 0;
  };

  const takeMeaning = (sequence: number, parent: string | null, meaning: Meaning): number => {
    switch (meaning.is) {
      case "call": {
        const title = toolTitle(meaning.name, meaning.input, cwd);
        const { id, name } = meaning;
        const call = { id, name, title, sequence, answer: null, failed: false, parent };
        calls.push(call);
        byTool.set(id, call);
        touch(sequence, call);
        return MODEL;
      }
      case "answer": {
        const call = byTool.get(meaning.id);
        if (call) {
          call.answer = sequence;
          call.failed = meaning.failed;
          touch(sequence, call);
        }
        if (meaning.failed) return STEPS.fault;
        return call && WRITING.has(call.name) ? STEPS.edit : 0;
      }
      case "text":
        return meaning.apiError ? MODEL | STEPS.fault : MODEL;
      case "thinking":
      case "thinking-tokens":
        return MODEL;
      case "denied":
        return STEPS.fault;
      case "notice":
        return meaning.level === "error" ? STEPS.fault : 0;
      case "session":
        cwd = meaning.cwd;
        return 0;
      case "result":
        sum = { ...sum, turns: meaning.turns || sum.turns, costUsd: told + meaning.costUsd };
        return meaning.ok ? 0 : STEPS.fault;
      default:
        return 0;
    }
  };

  const takeLine = (sequence: number, line: Json): number => {
    const { parent, meanings } = interpret(line);
    if (parent) parents.set(sequence, parent);
    let flag = takeMessage(line, parent);
    for (const meaning of meanings) flag |= takeMeaning(sequence, parent, meaning);
    return flag;
  };

  const takeEvent = ({ sequence, event, data }: FeedEvent): number => {
    if (event === "error") return STEPS.fault;
    const read = asObject(parseJson(data));
    const its = asNumber(read.attempt) ?? attempt;
    if (its > attempt) {
      attempt = its;
      told = sum.costUsd;
      silent = true;
      messages.clear();
      sum = { ...sum, turns: 0 };
    }
    if (event !== "output") return 0;
    if (silent) beginnings.push(sequence);
    silent = false;
    return takeLine(sequence, asObject(read.line));
  };

  const is = (sequence: number, bit: number) => ((flags[sequence - 1] ?? 0) & bit) !== 0;

  return {
    calls,
    reach: () => flags.length,
    take: (event) => {
      const flag = takeEvent(event);
      flags.push(flag);
      figures.push(sum);
      for (const step of Object.keys(STEPS) as Step[])
        if (flag & STEPS[step]) places[step].push(flags.length);
    },
    callOf: (toolId) => byTool.get(toolId),
    callsAt: (sequence) => atEvent.get(sequence) ?? [],
    isModel: (sequence) => is(sequence, MODEL),
    isFault: (sequence) => is(sequence, STEPS.fault),
    parentOf: (sequence) => parents.get(sequence) ?? null,
    next: (sequence, step) => places[step][countUpTo(places[step], sequence)] ?? null,
    previous: (sequence, step) => places[step][countUpTo(places[step], sequence - 1) - 1] ?? null,
    count: (step) => places[step].length,
    countUpTo: (sequence, step) => countUpTo(places[step], sequence),
    all: (step) => places[step],
    firstLine: (sequence) => beginnings[countUpTo(beginnings, sequence) - 1] ?? beginnings[0] ?? 1,
    figures: (sequence) => figures[Math.min(sequence, figures.length) - 1] ?? NOTHING,
  };
}

/** The ids that a line of the agent names, for who wants to follow them elsewhere. */
export function idsOf(line: Json | null): [name: string, id: string][] {
  if (!line) return [];
  const message = asObject(line.message);
  const found: [string, unknown][] = [
    ["session", line.session_id],
    ["message", message.id],
    ["line", line.uuid],
    ["parent", line.parent_tool_use_id],
    ...asArray(message.content).map((entry): [string, unknown] => {
      const block = asObject(entry);
      return ["tool", block.type === "tool_use" ? block.id : block.tool_use_id];
    }),
  ];
  return found.filter((entry): entry is [string, string] => typeof entry[1] === "string");
}
