import { useTranslation } from "react-i18next";

const RADIUS = 20;
const AROUND = 2 * Math.PI * RADIUS;

function toneOf(score: number): string {
  if (score >= 80) return "success";
  return score >= 60 ? "warning" : "danger";
}

/** A score of 100 as a figure in a ring. */
export function ScoreDial({ score }: { score: number }) {
  const { t } = useTranslation();
  return (
    <div
      className={`cm-dial cm-tone-${toneOf(score)}`}
      role="img"
      aria-label={t("review.ai.scoreOf", { score })}
    >
      <svg viewBox="0 0 48 48" aria-hidden="true">
        <circle className="cm-dial-track" cx="24" cy="24" r={RADIUS} />
        <circle
          className="cm-dial-value"
          cx="24"
          cy="24"
          r={RADIUS}
          strokeDasharray={`${(AROUND * score) / 100} ${AROUND}`}
          transform="rotate(-90 24 24)"
        />
      </svg>
      <span aria-hidden="true">{score}</span>
    </div>
  );
}
