import { beforeEach, expect, it } from "vitest";
import { readViewed, writeViewed } from "./viewed";

beforeEach(() => localStorage.clear());

it("remembers the ticks of each change, and forgets the oldest changes", () => {
  writeViewed("t0", new Set(["a.ts"]));
  expect([...readViewed("t0")]).toEqual(["a.ts"]);
  for (let index = 1; index <= 60; index += 1) writeViewed(`t${index}`, new Set(["b.ts"]));
  expect(readViewed("t0").size).toBe(0);
  expect(readViewed("t60").has("b.ts")).toBe(true);
});

it("starts anew where the browser holds something else", () => {
  localStorage.setItem("codemaster.viewed", "{not json");
  expect(readViewed("t1").size).toBe(0);
});
