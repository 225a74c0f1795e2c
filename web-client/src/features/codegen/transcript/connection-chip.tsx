import { useTranslation } from "react-i18next";
import type { FeedState } from "@/api/feed";
import { formatClock } from "@/lib/format";
import { useNow } from "@/ui/use-now";

interface ConnectionChipProps {
  feed: FeedState;
  lastSequence: number;
}

const TONES: Record<FeedState["phase"], string> = {
  connecting: "neutral",
  live: "success",
  ended: "neutral",
  "catching-up": "active",
  offline: "warning",
  refused: "danger",
};

export function ConnectionChip({ feed, lastSequence }: ConnectionChipProps) {
  const { t } = useTranslation();
  const now = useNow(feed.phase === "offline");
  const words = () => {
    switch (feed.phase) {
      case "catching-up":
        if (feed.target <= lastSequence) return t("connection.connecting");
        return t("connection.catchingUp", { from: lastSequence, to: feed.target });
      case "offline":
        return t("connection.offline", { time: formatClock(now - feed.since) });
      case "refused":
        return t("connection.refused");
      default:
        return t(`connection.${feed.phase}`);
    }
  };
  return (
    <span className={`cm-chip cm-chip-${TONES[feed.phase]}`} role="status">
      <span
        className={feed.phase === "live" ? "cm-dot cm-dot-pulse" : "cm-dot"}
        aria-hidden="true"
      />
      {words()}
    </span>
  );
}
