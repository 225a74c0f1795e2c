import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { HumanReview } from "@/api/types";
import { formatAgo } from "@/lib/format";
import { paths } from "@/lib/paths";
import { Face } from "@/ui/face";
import { Markdown } from "@/ui/markdown";
import { usePreferences } from "@/ui/preferences";
import { StateTag } from "@/ui/state-tag";
import { useNow } from "@/ui/use-now";
import { verdictTones } from "./model/severity";

interface RoundsProps {
  /** The change that is looked at, where one is. */
  taskId?: string;
  human: readonly HumanReview[];
}

/** Who decided what, over all rounds of the requirement, the newest first. */
export function Rounds({ taskId, human }: RoundsProps) {
  const { t } = useTranslation();
  if (human.length === 0) return <p className="cm-muted">{t("review.rounds.empty")}</p>;
  return (
    <ol className="cm-rounds" aria-label={t("review.tabs.rounds")}>
      {human.toReversed().map((review) => (
        <Round key={review.id} review={review} here={review.taskId === taskId} />
      ))}
    </ol>
  );
}

function Round({ review, here }: { review: HumanReview; here: boolean }) {
  const { t } = useTranslation();
  const language = usePreferences((preferences) => preferences.language);
  const now = useNow(false);
  const { verdict, by, at, round, comment, lineComments, followUpTaskId, taskId } = review;
  return (
    <li className="cm-round">
      <div className="cm-mark-head">
        <StateTag tone={verdictTones[verdict]} label={t(`review.given.${verdict}`)} />
        <span className="cm-muted">{t("review.round", { round })}</span>
      </div>
      <div className="cm-mark-head">
        <Face name={by.name} size={20} />
        <span>{by.name}</span>
        <span className="cm-muted">{formatAgo(at, now, language)}</span>
      </div>
      {comment && <Markdown>{comment}</Markdown>}
      <p className="cm-list-facts cm-muted">
        {lineComments.length > 0 && (
          <span>{t("review.rounds.comments", { count: lineComments.length })}</span>
        )}
        {!here && <Link to={paths.review(taskId)}>{t("review.rounds.change")}</Link>}
        {followUpTaskId && (
          <Link to={paths.generation(followUpTaskId)}>{t("review.rounds.followUp")}</Link>
        )}
      </p>
    </li>
  );
}
