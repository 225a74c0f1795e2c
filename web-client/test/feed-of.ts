import { readFileSync } from "node:fs";
import type { FeedEvent } from "@/api/feed";

/** A recorded run of the agent as the feed would carry it. */
export function feedOf(name: string, firstSequence = 1): FeedEvent[] {
  return readFileSync(`test/fixtures/${name}.jsonl`, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((text, index) => outputEvent(firstSequence + index, text));
}

export function outputEvent(sequence: number, text: string): FeedEvent {
  let line: unknown = null;
  let raw: string | null = null;
  try {
    line = JSON.parse(text);
  } catch {
    raw = text;
  }
  const at = "2026-11-22T10:00:00.000Z";
  const data = { sequence, at, line, raw, truncated: false, bytes: text.length };
  return { sequence, event: "output", at, data: JSON.stringify(data) };
}

export function event(sequence: number, name: string, data: object): FeedEvent {
  return { sequence, event: name, at: null, data: JSON.stringify(data) };
}
