import { parseJson } from "@/lib/json";
import type { FeedEvent } from "./feed";
import { toProblem } from "./problem";
import type { FeedPage } from "./types";

export const FEED_PAGE = 1000;

export async function readFeedPage(
  taskId: string,
  after: number,
  signal: AbortSignal,
): Promise<FeedEvent[]> {
  const query = new URLSearchParams({ after: String(after), limit: String(FEED_PAGE) });
  const response = await fetch(`/api/v1/codegen/${encodeURIComponent(taskId)}/events?${query}`, {
    signal,
    headers: { Accept: "application/json" },
  });
  const text = await response.text();
  const page = parseJson(text);
  if (!response.ok) throw toProblem(response.status, page);
  return (page as FeedPage).items.map(({ sequence, event, at, data }) => ({
    sequence,
    event,
    at: at ?? null,
    data: JSON.stringify(data),
  }));
}
