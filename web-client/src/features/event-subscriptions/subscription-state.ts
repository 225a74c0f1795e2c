import type { EventSubscription } from "@/api/types";
import type { Tone } from "@/lib/tones";

export type SubscriptionState = "PAUSED" | "FAILING" | "BEHIND" | "CURRENT";

export const subscriptionTones: Record<SubscriptionState, Tone> = {
  PAUSED: "neutral",
  FAILING: "danger",
  BEHIND: "active",
  CURRENT: "success",
};

/** How it stands with it: what somebody decided comes before what went wrong. */
export function stateOf({ paused, failingTries, behind }: EventSubscription): SubscriptionState {
  if (paused) return "PAUSED";
  if (failingTries > 0) return "FAILING";
  return behind > 0 ? "BEHIND" : "CURRENT";
}
