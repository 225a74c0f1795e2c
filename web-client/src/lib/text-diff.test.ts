import { expect, it } from "vitest";
import { compareTexts, type DiffBlock } from "./text-diff";

function written(blocks: DiffBlock[]): string {
  const marks = { same: "", added: "+", removed: "-" };
  return blocks
    .map((block) =>
      block.kind === "gap"
        ? `…${block.lines}…`
        : block.pieces
            .map(({ kind, text }) => (kind === "same" ? text : `[${marks[kind]}${text}]`))
            .join(""),
    )
    .join("");
}

it("weaves changed words into the sentence", () => {
  expect(written(compareTexts("The greeting says Hello.\n", "The greeting says Hi.\n"))).toBe(
    "The greeting says [-Hello][+Hi].\n",
  );
});

it("takes neighbouring changed words as one change", () => {
  expect(written(compareTexts("It is kept for two days.", "It is kept for a week."))).toBe(
    "It is kept for [-two days][+a week].",
  );
});

it("compares Chinese by its characters", () => {
  expect(written(compareTexts("退款必须在七天内完成", "退款可以在七天内完成"))).toBe(
    "退款[-必须][+可以]在七天内完成",
  );
});

it("shows passages that have nothing in common one after the other", () => {
  const blocks = compareTexts("alpha beta gamma\n", "one two three four\n");
  expect(written(blocks)).toBe("[-alpha beta gamma\n][+one two three four\n]");
});

it("folds long unchanged text away", () => {
  const lines = Array.from({ length: 20 }, (_, index) => `line ${index}\n`);
  const after = [...lines];
  after[10] = "line ten\n";
  expect(written(compareTexts(lines.join(""), after.join("")))).toBe(
    "…8…line 8\nline 9\nline [-10][+ten]\nline 11\nline 12\n…7…",
  );
});

it("puts every character of either text somewhere", () => {
  const before = "a\nb c\n\nd";
  const after = "a\n\nb e\nd\n";
  const pieces = compareTexts(before, after).flatMap((block) =>
    block.kind === "text" ? block.pieces : [],
  );
  const side = (gone: "added" | "removed") =>
    pieces
      .filter(({ kind }) => kind !== gone)
      .map(({ text }) => text)
      .join("");
  expect(side("added")).toBe(before);
  expect(side("removed")).toBe(after);
});
