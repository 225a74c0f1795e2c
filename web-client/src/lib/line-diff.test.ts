import { expect, it } from "vitest";
import { hunksBetween } from "./line-diff";

const numbers = Array.from({ length: 30 }, (_, index) => `${index + 1}\n`).join("");

it("shows a change with the lines around it", () => {
  const [hunk, ...more] = hunksBetween(numbers, numbers.replace("15\n", "fifteen\n")) ?? [];
  expect(more).toEqual([]);
  expect(hunk).toMatchObject({ oldStart: 12, newStart: 12 });
  expect(hunk?.lines).toEqual([" 12", " 13", " 14", "-15", "+fifteen", " 16", " 17", " 18"]);
});

it("says nothing of a missing newline, and nothing of what is equal", () => {
  expect(hunksBetween("a", "a")).toEqual([]);
  expect(hunksBetween("", "a")?.[0]?.lines).toEqual(["+a"]);
});
