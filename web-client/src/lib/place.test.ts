import { expect, it } from "vitest";
import { readPlace, writePlace } from "./place";

const read = (query: string) => readPlace(new URLSearchParams(query));

it("leads to a file, a line, a range, a side", () => {
  expect(read("file=a.ts")).toEqual({ file: "a.ts", side: "NEW", line: null, endLine: null });
  expect(read("file=a.ts&line=12")).toMatchObject({ line: 12, endLine: 12 });
  expect(read("file=a.ts&line=12-15&side=old")).toEqual({
    file: "a.ts",
    side: "OLD",
    line: 12,
    endLine: 15,
  });
  expect(read("line=12")).toBeNull();
  expect(read("file=a.ts&line=x")).toMatchObject({ line: null });
});

it("writes what it reads", () => {
  const query = new URLSearchParams("scope=round");
  writePlace(query, { file: "a b.ts", side: "OLD", line: 3, endLine: 9 });
  expect(query.toString()).toBe("scope=round&file=a+b.ts&line=3-9&side=old");
  writePlace(query, { file: "a.ts", side: "NEW", line: null, endLine: null });
  expect(query.toString()).toBe("scope=round&file=a.ts");
});
