import { renderInApp } from "@test/render";
import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { Figures } from "@/api/types";
import { FigureTiles } from "./figure-tiles";

const FIGURES: Figures = {
  generations: 8,
  completed: 5,
  failed: 2,
  cancelled: 1,
  active: 0,
  failedByCode: { "agent.limit-turns": 2 },
  followUps: 1,
  judged: 4,
  approvedFirst: 3,
  firstTimeApprovalRate: 0.75,
  ended: 0,
  merged: 0,
  mergeRate: null,
  roundsPerMerge: null,
  leadTime: { medianMs: null, p90Ms: null },
  costUsd: 1.25,
  tokens: { input: 1, output: 2, cacheRead: 3, cacheCreation: 4 },
  duration: { medianMs: 60_000, p90Ms: 120_000 },
};

it("leads from each figure to the list that it counts", () => {
  const span = { projectId: "p1", from: "2026-11-01", to: "2026-11-23", zone: "Asia/Shanghai" };
  renderInApp(<FigureTiles figures={FIGURES} span={span} />);
  const target = (name: RegExp) =>
    new URL(screen.getByRole("link", { name }).getAttribute("href") ?? "", "http://here");
  const failed = target(/^Failed/);
  expect(failed.pathname).toBe("/codegen");
  expect(Object.fromEntries(failed.searchParams)).toEqual({ ...span, status: "FAILED" });
  const approved = target(/^Approved at first 75 %/);
  expect(approved.searchParams.get("verdict")).toBe("APPROVED");
  expect(approved.searchParams.get("followUp")).toBe("false");
  const merges = target(/^Merge rate –/);
  expect(merges.pathname).toBe("/projects/p1/requirements");
  expect(merges.searchParams.get("endedFrom")).toBe("2026-11-01");
});
