import { feedOf } from "@test/feed-of";
import { expect, it } from "vitest";
import { blockText, readAnswer } from "./content";
import { createTranscriptLog } from "./log";

function logOf(name: string) {
  const log = createTranscriptLog();
  log.ingest(feedOf(name));
  return log;
}

it("gives a row's text back from its event", () => {
  const log = logOf("edit");
  const row = log.state().rows.find(({ kind }) => kind === "text");
  expect(blockText(log.line(row?.sequence ?? 0), row?.part ?? 0)).toBe(
    "I will look at the project first.",
  );
});

it("finds words in what is folded", () => {
  const log = logOf("edit");
  expect(log.find("to-stderr").size).toBeGreaterThan(0);
  expect(log.find('"Hello " + name').size).toBeGreaterThan(0);
  expect(log.find("nowhere to be seen").size).toBe(0);
  expect(log.find("(").size).toBeGreaterThan(0);
});

it("reads the answer that belongs to a call", () => {
  const log = logOf("edit");
  const row = log.state().rows.findLast(({ kind }) => kind === "tool");
  if (row?.kind !== "tool" || row.resultSequence === null) throw new Error("no call");
  expect(readAnswer(log.line(row.resultSequence), row.toolId)).toMatchObject({
    failed: true,
    text: "Exit code 3\nto-stderr\nto-stdout",
  });
});

it("tells its readers only when something is new", () => {
  const log = createTranscriptLog();
  let told = 0;
  log.subscribe(() => {
    told += 1;
  });
  log.ingest(feedOf("hooks"));
  log.ingest(feedOf("hooks"));
  expect(told).toBe(1);
});
