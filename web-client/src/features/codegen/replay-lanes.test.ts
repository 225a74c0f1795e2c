import { feedOf, outputEvent } from "@test/feed-of";
import { describe, expect, it } from "vitest";
import type { FeedEvent } from "@/api/feed";
import { lanesOf, MOST_LANES } from "./replay-lanes";
import { createReplayLog } from "./transcript/model/replay-log";

function lanesIn(events: FeedEvent[]) {
  const log = createReplayLog();
  log.ingest(events);
  return { log, lanes: lanesOf(log, log.reach(), events.length) };
}

function line(type: "assistant" | "user", parent: string | null, content: object): string {
  return JSON.stringify({ type, parent_tool_use_id: parent, message: { content: [content] } });
}

const ask = (id: string, description: string, parent: string | null = null) =>
  line("assistant", parent, { type: "tool_use", id, name: "Task", input: { description } });
const say = (parent: string | null) => line("assistant", parent, { type: "text", text: "Well." });
const answer = (id: string, parent: string | null, failed = false) =>
  line("user", parent, { type: "tool_result", tool_use_id: id, is_error: failed, content: "" });

const run = (...lines: string[]) => lines.map((text, index) => outputEvent(index + 1, text));

describe("lanes", () => {
  it("gives a recorded sub-agent a lane with the name that it was asked by", () => {
    const { log, lanes } = lanesIn(feedOf("subagent"));
    const [asked, read] = log.chronicle.calls;
    expect(lanes.agents).toHaveLength(1);
    expect(lanes.agents[0]).toMatchObject({ name: "Look at the readme", from: asked?.sequence });
    expect(lanes.agents[0]?.to).toBe(asked?.answer);
    expect(lanes.agents[0]?.tools).toEqual([
      { from: read?.sequence, to: read?.answer, failed: false },
    ]);
    // The call that sent it is the agent's own; what it read is not.
    expect(lanes.tools).toEqual([{ from: asked?.sequence, to: asked?.answer, failed: false }]);
  });

  it("keeps apart what works at the same time, and one that was sent by another", () => {
    const { lanes } = lanesIn(
      run(
        ask("a", "First"),
        ask("b", "Second"),
        say("a"),
        say("b"),
        say("a"),
        ask("c", "Third", "b"),
        say("c"),
        answer("c", "b", true),
        answer("a", null),
        answer("b", null),
        say(null),
      ),
    );
    expect(lanes.agents.map(({ name, from, to }) => [name, from, to])).toEqual([
      ["First", 1, 9],
      ["Second", 2, 10],
      ["Third", 6, 8],
    ]);
    expect(lanes.agents[0]?.model).toHaveLength(2);
    expect(lanes.agents[1]?.tools).toEqual([{ from: 6, to: 8, failed: true }]);
    expect(lanes.model).toEqual([
      { from: 0, to: 2, failed: false },
      { from: 10, to: 11, failed: false },
    ]);
  });

  it("lets one that goes on in the background last as long as it says something", () => {
    const { lanes } = lanesIn(run(ask("a", "Behind"), answer("a", null), say("a"), say(null)));
    expect(lanes.agents[0]).toMatchObject({ from: 1, to: 3 });
  });

  it("draws those beyond a number into one lane", () => {
    const many = Array.from({ length: MOST_LANES + 40 }, (_, index) => `t${index}`);
    const { lanes } = lanesIn(run(...many.flatMap((id) => [ask(id, `Do ${id}`), say(id)])));
    expect(lanes.agents).toHaveLength(MOST_LANES);
    expect(lanes.agents.at(-1)?.agents.size).toBe(41);
    expect(lanes.agents.at(-1)?.model).toHaveLength(41);
    expect(lanes.agents.at(-1)?.to).toBe(2 * many.length);
  });
});
