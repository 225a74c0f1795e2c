import { expect, it } from "vitest";
import { changesBetween } from "./versions";

const steps = [
  { version: 5, changes: [{ field: "title", before: "C", after: "A" }] },
  { version: 4, changes: [{ field: "priority", before: "LOW", after: "HIGH" }] },
  { version: 3, changes: [{ field: "title", before: "B", after: "C" }] },
  { version: 2, changes: [{ field: "title", before: "A", after: "B" }] },
  { version: 1, changes: [{ field: "title", before: null, after: "A" }] },
];

it("joins the steps between two versions, whatever their order", () => {
  expect(changesBetween(steps, 1, 4)).toEqual([
    { field: "title", before: "A", after: "C" },
    { field: "priority", before: "LOW", after: "HIGH" },
  ]);
});

it("says nothing of a field that came back", () => {
  expect(changesBetween(steps, 1, 5).map(({ field }) => field)).toEqual(["priority"]);
});

it("shows what the first version wrote", () => {
  expect(changesBetween(steps, 0, 1)).toEqual([{ field: "title", before: null, after: "A" }]);
});

it("keeps attachments apart", () => {
  const added = (version: number, after: string) => ({
    version,
    changes: [{ field: "attachment", before: null, after }],
  });
  const gone = { version: 4, changes: [{ field: "attachment", before: "b.txt", after: null }] };
  const found = changesBetween(
    [added(1, "a.txt"), added(2, "b.txt"), added(3, "c.txt"), gone],
    0,
    4,
  );
  expect(found.map(({ after }) => after)).toEqual(["a.txt", "c.txt"]);
});
