import { formatDuration } from "./format";

/** A rate of 0 to 1 in words, or a dash where there is nothing to take it of. */
export function formatRate(rate: number | null | undefined): string {
  return rate == null ? "–" : `${Math.round(rate * 100)} %`;
}

/** 42 s, 3m 12s, 5.2 h, 3.1 d */
export function formatSpan(milliseconds: number | null | undefined): string {
  if (milliseconds == null) return "–";
  const hours = milliseconds / 3_600_000;
  if (hours < 1) return formatDuration(milliseconds);
  return hours < 48 ? `${hours.toFixed(1)} h` : `${(hours / 24).toFixed(1)} d`;
}
