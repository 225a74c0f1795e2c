import { describe, expect, it } from "vitest";
import { countDays, dayIn, isDay, isZone, shiftDay } from "./days";
import { formatRate, formatSpan } from "./figures";

describe("days", () => {
  it("knows the day of a moment where somebody is", () => {
    const moment = new Date("2026-11-22T23:30:00Z");
    expect(dayIn("UTC", moment)).toBe("2026-11-22");
    expect(dayIn("Asia/Shanghai", moment)).toBe("2026-11-23");
  });

  it("counts over the change to winter time", () => {
    expect(shiftDay("2026-10-24", 2)).toBe("2026-10-26");
    expect(shiftDay("2026-03-01", -1)).toBe("2026-02-28");
    expect(countDays("2026-10-24", "2026-10-26")).toBe(3);
  });

  it("refuses what is no day and no zone", () => {
    expect([null, "", "2026-13-01", "yesterday", "2026-11-23"].map(isDay)).toEqual([
      false,
      false,
      false,
      false,
      true,
    ]);
    expect([null, "Moon/Crater", "Europe/Berlin"].map(isZone)).toEqual([false, false, true]);
  });
});

describe("figures", () => {
  it("shows a dash where there is nothing to show", () => {
    expect([formatRate(null), formatSpan(null)]).toEqual(["–", "–"]);
  });

  it("shows long times in hours and days", () => {
    expect([90_000, 5_400_000, 259_200_000].map(formatSpan)).toEqual(["1m 30s", "1.5 h", "3.0 d"]);
    expect(formatRate(0.666)).toBe("67 %");
  });
});
