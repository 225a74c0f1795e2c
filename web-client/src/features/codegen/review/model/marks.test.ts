import { expect, it } from "vitest";
import type { AiReview, DiffFile, Finding, HumanReview, ReviewComment } from "@/api/types";
import { collectMarks, inOrder, isOpen, placeMarks, stepFrom, toLines } from "./marks";

const file = (path: string, more: Partial<DiffFile> = {}): DiffFile => ({
  path,
  change: "MODIFIED",
  additions: 1,
  deletions: 1,
  binary: false,
  truncated: false,
  ...more,
});

const hunk = { additionStart: 10, additionCount: 5, deletionStart: 10, deletionCount: 3 };
const parsed = new Map([["a.ts", { hunks: [hunk] }]]);

const finding = (id: string, path: string, line: number | null, more = {}): Finding => ({
  id,
  fingerprint: id,
  severity: "ERROR",
  category: "QUALITY",
  file: path,
  line,
  snippet: "",
  description: id,
  suggestion: "",
  anchored: line !== null,
  standing: "NEW",
  ...more,
});

const review = (issues: Finding[]): AiReview => ({
  id: "r1",
  runId: "run1",
  status: "COMPLETED",
  issues,
  resolved: [],
  omitted: [],
  startedAt: "2026-11-22T10:00:00.000Z",
});

const comment = (position: ReviewComment["position"], more = {}): ReviewComment => ({
  id: "c1",
  path: "a.ts",
  side: "NEW",
  line: 4,
  endLine: 6,
  commit: "abc",
  snippet: "x",
  body: "Why?",
  addressed: false,
  position,
  ...more,
});

const round = (comments: ReviewComment[]): HumanReview => ({
  id: "h1",
  taskId: "t1",
  round: 1,
  number: 1,
  verdict: "NEEDS_REVISION",
  by: { id: "u1", name: "Mei" },
  at: "2026-11-22T10:00:00.000Z",
  lineComments: comments,
});

const place = (marks: ReturnType<typeof collectMarks>, files = [file("a.ts")], oldSide = true) =>
  placeMarks(marks, { files, parsed, oldSide });

it("puts what is said of a line below it, several on one line together", () => {
  const marks = collectMarks(
    review([finding("f1", "a.ts", 12), finding("f2", "a.ts", 11)]),
    [round([comment({ state: "MOVED", line: 10 })])],
    [],
  );
  const { spots, loose } = place(marks);
  expect(loose).toEqual([]);
  const lines = spots.get("a.ts")?.map((spot) => [spot.line, spot.marks.map(({ id }) => id)]);
  // The comment is on three lines that begin at 10 now, so it stands below 12.
  expect(lines).toEqual([
    [11, ["finding:f2"]],
    [12, ["finding:f1", "comment:c1"]],
  ]);
});

it("hides nothing: what has no line in view stands above the diff", () => {
  const marks = collectMarks(
    review([
      finding("unanchored", "a.ts", null),
      finding("elsewhere", "a.ts", 99),
      finding("other-file", "b.ts", 12),
    ]),
    [round([comment({ state: "OUTDATED", line: null })])],
    [],
  );
  expect(place(marks).loose.map(({ id }) => id)).toEqual([
    "finding:unanchored",
    "finding:elsewhere",
    "finding:other-file",
    "comment:c1",
  ]);
});

it("waits for the lines of a file that is asked for later, not for those of a large one", () => {
  const marks = collectMarks(
    review([finding("later", "later.ts", 7), finding("large", "large.ts", 7)]),
    [],
    [],
  );
  const files = [file("later.ts"), file("large.ts", { truncated: true })];
  const { spots, loose } = place(marks, files);
  expect(spots.get("later.ts")).toHaveLength(1);
  expect(loose.map(({ id }) => id)).toEqual(["finding:large"]);
});

it("does not mix the old side of the change with the old side of a round", () => {
  const old = comment({ state: "UNCHANGED", line: 10 }, { side: "OLD" });
  const marks = collectMarks(null, [round([old])], []);
  expect(place(marks).loose).toEqual([]);
  expect(place(marks, undefined, false).loose).toHaveLength(1);
});

it("steps through what is open, in the order of the page", () => {
  const dismissal = { reason: "no", by: { id: "u", name: "U" }, at: "2026-11-22T10:00:00.000Z" };
  const marks = collectMarks(
    review([
      finding("f1", "a.ts", 12),
      finding("done", "a.ts", 11, { dismissal }),
      finding("taken", "a.ts", 11, { commentId: "c9" }),
      finding("top", "a.ts", null),
      finding("mine", "a.ts", 10),
    ]),
    [],
    [],
  );
  const open = inOrder(place(marks), [file("a.ts")]).filter((mark) =>
    isOpen(mark, new Set(["mine"])),
  );
  expect(open.map(({ id }) => id)).toEqual(["finding:top", "finding:f1"]);
});

it("goes on from where it is and stays at the ends", () => {
  const list = ["a", "b", "c"];
  expect(stepFrom(list, null, 1)).toBe("a");
  expect(stepFrom(list, null, -1)).toBe("c");
  expect(stepFrom(list, "a", 1)).toBe("b");
  expect(stepFrom(list, "c", 1)).toBe("c");
  expect(stepFrom(list, "gone", 1)).toBe("a");
  expect(stepFrom([], null, 1)).toBeNull();
});

it("reads picked lines in either direction, and one side only", () => {
  expect(toLines({ start: 9, end: 4, side: "additions" })).toEqual({
    side: "NEW",
    line: 4,
    endLine: 9,
  });
  expect(toLines({ start: 3, end: 7, side: "deletions", endSide: "additions" })).toEqual({
    side: "NEW",
    line: 7,
    endLine: 7,
  });
  expect(toLines({ start: 3, end: 3, side: "deletions" }).side).toBe("OLD");
});
