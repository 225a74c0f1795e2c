import type { AgentLane, Lanes, Span } from "./replay/paint";
import type { Chronicle } from "./transcript/model/chronicle";
import type { ReplayLog } from "./transcript/model/replay-log";

/** So many sub-agents have a lane of their own; what the others do is drawn into one together. */
export const MOST_LANES = 60;

interface Lane {
  model: Span[];
  tools: Span[];
}

/** Says of each event and call whose lane it belongs to. */
function createAgents(chronicle: Chronicle) {
  const agents: (AgentLane & Lane)[] = [];
  const byParent = new Map<string, AgentLane & Lane>();
  const laneOf = (parent: string, sequence: number) => {
    const known = byParent.get(parent);
    if (known) {
      known.to = Math.max(known.to, sequence);
      known.agents.add(parent);
      return known;
    }
    const call = chronicle.callOf(parent);
    const rest = agents.length >= MOST_LANES ? agents[MOST_LANES - 1] : undefined;
    const lane = rest ?? {
      id: parent,
      name: call?.title ?? "",
      agents: new Set<string>(),
      from: call?.sequence ?? sequence,
      to: sequence,
      model: [],
      tools: [],
    };
    if (!rest) agents.push(lane);
    lane.agents.add(parent);
    // What is started in the foreground lasts until it has answered, whatever is printed meanwhile.
    lane.to = Math.max(lane.to, sequence, call?.answer ?? 0);
    byParent.set(parent, lane);
    return lane;
  };
  return { agents, laneOf };
}

/** What the timeline shows of a run, up to where it is here: the agent's own lanes, and one for each sub-agent. */
export function lanesOf(log: ReplayLog, reach: number, last: number): Lanes {
  const { chronicle } = log;
  const own: Lane = { model: [], tools: [] };
  const { agents, laneOf } = createAgents(chronicle);
  for (let sequence = 1; sequence <= reach; sequence += 1) {
    const parent = chronicle.parentOf(sequence);
    const lane = parent ? laneOf(parent, sequence) : own;
    if (!chronicle.isModel(sequence)) continue;
    const failed = chronicle.isFault(sequence);
    const before = lane.model.at(-1);
    // What the model says in one breath is one span.
    if (before && before.to === sequence - 1 && before.failed === failed) before.to = sequence;
    else lane.model.push({ from: sequence - 1, to: sequence, failed });
  }
  for (const { sequence, answer, failed, parent } of chronicle.calls) {
    const lane = parent ? laneOf(parent, sequence) : own;
    lane.tools.push({ from: sequence, to: answer ?? reach, failed });
  }
  return { ...own, agents, edits: chronicle.all("edit"), reach, last };
}
