import type { Lanes, Span } from "./replay/paint";
import type { ReplayLog } from "./transcript/model/replay-log";

/** What the timeline shows of a run, up to where it is here. */
export function lanesOf(log: ReplayLog, reach: number, last: number): Lanes {
  const { chronicle } = log;
  const model: Span[] = [];
  for (let sequence = 1; sequence <= reach; sequence += 1) {
    if (!chronicle.isModel(sequence)) continue;
    const failed = chronicle.isFault(sequence);
    const before = model.at(-1);
    // What the model says in one breath is one span.
    if (before && before.to === sequence - 1 && before.failed === failed) before.to = sequence;
    else model.push({ from: sequence - 1, to: sequence, failed });
  }
  const tools = chronicle.calls.map(({ sequence, answer, failed }) => ({
    from: sequence,
    to: answer ?? reach,
    failed,
  }));
  return { model, tools, edits: chronicle.all("edit"), reach, last };
}
