import { describe, expect, it } from "vitest";
import { formatClock, formatCost, formatTokens } from "./format";
import { findGitUrlProblem } from "./git-url";
import { preview } from "./json";
import { paths, safeReturnTo } from "./paths";

describe("formats", () => {
  it("shows a clock that keeps its width", () => {
    expect([7000, 750_000, 3_725_000].map(formatClock)).toEqual(["0:07", "12:30", "1:02:05"]);
  });

  it("shows small costs with more digits", () => {
    expect([0, 0.0026, 1.5].map(formatCost)).toEqual(["$0.00", "$0.0026", "$1.50"]);
  });

  it("shortens counts of tokens", () => {
    expect([950, 1200, 58_222, 2_000_000].map(formatTokens)).toEqual([
      "950",
      "1.2k",
      "58k",
      "2.0M",
    ]);
  });
});

describe("addresses", () => {
  it("are encoded where they are built", () => {
    expect(paths.requirement("a/b")).toBe("/requirements/a%2Fb");
    expect(paths.signIn("/codegen/1?tab=changes")).toBe(
      "/sign-in?returnTo=%2Fcodegen%2F1%3Ftab%3Dchanges",
    );
  });

  it("lead back to this site only", () => {
    expect(safeReturnTo("/codegen/1")).toBe("/codegen/1");
    for (const evil of ["//evil.example", "https://evil.example", "/\\evil.example", null]) {
      expect(safeReturnTo(evil)).toBe("/");
    }
  });
});

describe("a git address", () => {
  it.each([
    ["https://git.example.com/team/shop.git", null],
    ["git@github.com:team/shop.git", "scheme"],
    ["ssh://git@github.com/team/shop.git", "scheme"],
    ["https://user:secret@git.example.com/a.git", "credentials"],
    ["https://git.example.com/", "shape"],
    ["shop", "shape"],
  ])("%s is judged before it is sent", (url, problem) => {
    expect(findGitUrlProblem(url)).toBe(problem);
  });
});

it("cuts a preview that survives broken characters", () => {
  expect(preview("a\ud83d".repeat(100), 3)).toBe("a\ud83da");
});
