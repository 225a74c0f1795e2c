import { describe, expect, it } from "vitest";
import { changesOf, mergeTheirs } from "./merge";

const base = { title: "A", description: "one", priority: "LOW" };

it("sends only what was touched", () => {
  expect(changesOf(base, { ...base, title: "B" })).toEqual({ title: "B" });
  expect(changesOf(base, { ...base })).toEqual({});
});

describe("when somebody else saved first", () => {
  it("keeps mine and takes over what I did not touch", () => {
    const mine = { ...base, description: "mine" };
    const { merged, theirs } = mergeTheirs(base, mine, { ...base, priority: "HIGH" });
    expect(merged).toEqual({ title: "A", description: "mine", priority: "HIGH" });
    expect(theirs).toEqual([{ field: "priority", before: "LOW", after: "HIGH", conflict: false }]);
  });

  it("names a field that both changed", () => {
    const mine = { ...base, title: "mine" };
    const { merged, theirs } = mergeTheirs(base, mine, { ...base, title: "theirs" });
    expect(merged.title).toBe("mine");
    expect(theirs).toEqual([{ field: "title", before: "A", after: "theirs", conflict: true }]);
  });

  it("sees no conflict where both wrote the same", () => {
    const same = { ...base, title: "same" };
    expect(mergeTheirs(base, same, same).theirs[0]?.conflict).toBe(false);
  });
});
