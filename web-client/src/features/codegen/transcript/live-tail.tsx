import { LoadingOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import type { FeedState } from "@/api/feed";
import type { TranscriptState } from "./model/state";

interface LiveTailProps {
  context?: { state: TranscriptState; live: boolean; feed: FeedState | null };
}

/** What happens right now, below the last row; it keeps its height so that nothing jumps. */
export function LiveTail({ context }: LiveTailProps) {
  const { t } = useTranslation();
  if (!context) return null;
  const { state, live, feed } = context;
  const empty = state.rows.length === 0;
  if (!live) {
    return empty && feed?.phase === "ended" ? (
      <div className="cm-live-tail">{t("transcript.nothing")}</div>
    ) : (
      <div className="cm-tail-space" />
    );
  }
  // The banner above says how the queue stands; nobody works yet.
  if (state.status === "PENDING") return <div className="cm-tail-space" />;
  const words = () => {
    if (state.thinkingTokens > 0) return t("transcript.thinking", { count: state.thinkingTokens });
    if (state.progress?.currentAction) return state.progress.currentAction;
    return empty ? t("transcript.waiting") : t("transcript.working");
  };
  return (
    <div className="cm-live-tail">
      <LoadingOutlined spin aria-hidden="true" />
      <span className="cm-break">{words()}</span>
    </div>
  );
}
