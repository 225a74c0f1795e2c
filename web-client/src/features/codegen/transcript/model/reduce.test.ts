import { event, feedOf, outputEvent } from "@test/feed-of";
import { describe, expect, it } from "vitest";
import type { FeedEvent } from "@/api/feed";
import { reduceFeed } from "./reduce";
import type { Row, ToolRow } from "./rows";
import { emptyTranscript, type TranscriptState } from "./state";

const read = (name: string) => reduceFeed(emptyTranscript, feedOf(name));
const kinds = (state: TranscriptState) => state.rows.map(({ kind }) => kind);
const tools = (state: TranscriptState) =>
  state.rows.filter((row: Row): row is ToolRow => row.kind === "tool");
const notices = (state: TranscriptState) =>
  state.rows.flatMap((row) => (row.kind === "notice" ? [row.code] : []));

describe("a recorded run", () => {
  it("becomes thoughts, words, calls and a result", () => {
    const state = read("edit");
    expect(kinds(state).slice(0, 3)).toEqual(["notice", "thinking", "text"]);
    expect(kinds(state).at(-1)).toBe("result");
    expect(tools(state).map(({ name }) => name)).toContain("Edit");
  });

  it("joins answers to calls by id, whatever their order", () => {
    const calls = tools(read("edit"));
    expect(calls.every(({ resultSequence }) => resultSequence !== null)).toBe(true);
    expect(calls.find(({ name }) => name === "Edit")).toMatchObject({
      status: "ok",
      added: 1,
      removed: 1,
      title: "src/Greeter.java",
    });
    expect(calls.at(-1)).toMatchObject({ name: "Bash", status: "error" });
  });

  it("keeps the agent's list of things to do", () => {
    expect(read("edit").todos).toEqual([
      expect.objectContaining({ id: "1", subject: "Change the greeting", status: "completed" }),
      expect.objectContaining({ id: "2", subject: "Write notes", status: "completed" }),
    ]);
  });

  it("puts neighbouring calls into one block and breaks it at words", () => {
    const { blocks } = read("edit");
    expect(blocks.filter(({ tools: isTools }) => isTools).map(({ count }) => count)).toEqual([
      7, 5,
    ]);
  });

  it("marks what a sub-agent says", () => {
    const own = tools(read("subagent")).filter(({ parent }) => parent !== null);
    expect(own.map(({ name }) => name)).toEqual(["Read"]);
  });

  it("shows refusals of the permission system", () => {
    const state = read("denied-default");
    expect(tools(state).filter(({ status }) => status === "denied")).toHaveLength(7);
    expect(notices(state).filter((code) => code === "permission-denied")).toHaveLength(7);
  });

  it("shows retries of the model and its final error", () => {
    const state = read("err-529");
    expect(notices(state).filter((code) => code === "api-retry")).toHaveLength(2);
    expect(state.rows.at(-1)).toMatchObject({ kind: "result", ok: false });
  });

  it("reads a heartbeat by its parent, not by its own id", () => {
    expect(tools(read("tool-progress"))[0]).toMatchObject({ elapsedSeconds: 30 });
  });

  it.each([
    "bash-timeout-autobackground",
    "slash-compact",
    "hooks",
    "max-turns",
    "sleep60-sigterm",
    "stdin-two-prompts",
    "startup-failure-result",
    "thinking-partial",
    "huge-write",
  ])("of %s is read without a line left unknown", (name) => {
    expect(notices(read(name))).not.toContain("unknown");
  });
});

describe("the reducer", () => {
  it("comes to the same picture whatever the batches are", () => {
    const events = feedOf("edit");
    const whole = reduceFeed(emptyTranscript, events);
    const single = events.reduce((state, one) => reduceFeed(state, [one]), emptyTranscript);
    expect(single).toEqual(whole);
  });

  it("takes a repeated event once", () => {
    const events = feedOf("edit");
    const once = reduceFeed(emptyTranscript, events);
    expect(reduceFeed(once, events)).toBe(once);
    expect(reduceFeed(emptyTranscript, [...events, ...events])).toEqual(once);
  });

  it("leaves the state that it was given as it was", () => {
    const before = reduceFeed(emptyTranscript, feedOf("edit").slice(0, 8));
    const copy = structuredClone(before);
    reduceFeed(before, feedOf("edit"));
    expect(before).toEqual(copy);
  });

  it("keeps lines that are no JSON and kinds that nobody knows", () => {
    const state = reduceFeed(emptyTranscript, [
      outputEvent(1, "npm warn something"),
      outputEvent(2, '{"type":"brand_new","x":1}'),
      outputEvent(3, "[1,2]"),
      outputEvent(4, '{"type":"assistant","message":{"content":[{"type":"hologram"}]}}'),
      outputEvent(5, '{"type":"assistant","message":null}'),
      event(6, "brand-new-event", {}),
    ]);
    expect(kinds(state)).toEqual(["raw", "notice", "raw", "notice", "raw", "notice"]);
  });

  it("marks a new attempt and forgets the open calls and the list of the old one", () => {
    const lines = feedOf("edit").slice(0, 14);
    const state = reduceFeed(emptyTranscript, [
      event(1, "status", { status: "RUNNING", step: "GENERATE", message: "", attempt: 1 }),
      ...lines.map((line, index) => ({ ...line, sequence: index + 2 })),
      event(16, "status", { status: "PENDING", step: "QUEUE", message: "", attempt: 2 }),
    ]);
    expect(state.rows.filter(({ kind }) => kind === "attempt")).toHaveLength(1);
    expect(state.openCalls.size).toBe(0);
    expect(state.todos).toEqual([]);
    expect(tools(state).some(({ status }) => status === "running")).toBe(false);
  });

  it("answers a call by a line of which only a preview came", () => {
    const call = feedOf("edit").find(({ data }) => data.includes('"name":"Read"'));
    const id = /toolu_\w+/.exec(call?.data ?? "")?.[0];
    const state = reduceFeed(emptyTranscript, [
      { ...(call as NonNullable<typeof call>), sequence: 1 },
      event(2, "output", {
        sequence: 2,
        line: `{"type":"user","message":{"content":[{"tool_use_id":"${id}","type":"tool_res`,
        raw: null,
        truncated: true,
        bytes: 900_000,
      }),
    ]);
    expect(tools(state)[0]).toMatchObject({ status: "ok", resultTruncated: true });
  });

  it("forgets what was being done when the next step begins", () => {
    const status = (sequence: number, step: string, message: string) =>
      event(sequence, "status", { status: "RUNNING", step, message, attempt: 1 });
    const doing = (currentAction: string) => event(0, "progress", { currentAction });
    const at = (...events: FeedEvent[]) =>
      reduceFeed(emptyTranscript, [status(1, "CLONE", "Cloning shop"), ...events]).progress
        ?.currentAction;
    expect(at(doing("Cloning shop"))).toBe("Cloning shop");
    expect(at(doing("Cloning shop"), status(2, "GENERATE", ""))).toBe("");
    expect(at(status(2, "GENERATE", ""), doing("Cloning shop"))).toBe("");
    expect(at(status(2, "GENERATE", ""), doing("Editing a.ts"))).toBe("Editing a.ts");
  });

  it("takes progress without a place in the history", () => {
    const state = reduceFeed(emptyTranscript, [
      event(0, "progress", { filesChanged: 2, currentAction: "Reading", turns: 3, costUsd: 0.1 }),
    ]);
    expect(state.progress).toMatchObject({ filesChanged: 2, turns: 3 });
    expect(state.lastSequence).toBe(0);
  });
});
