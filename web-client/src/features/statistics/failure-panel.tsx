import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Figures, Statistics } from "@/api/types";
import { ScrollRegion } from "@/ui/scroll-region";
import { useWords } from "@/ui/words";
import { generationsOf, type Span } from "./links";

/** Why generations failed, the commonest reason first. */
export function FailurePanel({ figures, span }: { figures: Figures; span: Span }) {
  const { t } = useTranslation();
  const words = useWords();
  const reasons = Object.entries(figures.failedByCode).sort(([, a], [, b]) => b - a);
  const most = reasons[0]?.[1] ?? 1;
  return (
    <section className="cm-card-box" aria-labelledby="failures-title">
      <h2 id="failures-title">{t("statistics.failures")}</h2>
      {reasons.length === 0 && <p className="cm-muted">{t("statistics.noFailures")}</p>}
      <ul className="cm-reasons">
        {reasons.map(([code, count]) => (
          <li key={code}>
            <Link to={generationsOf(span, { status: "FAILED", failureCode: code })} data-row>
              {words(`failure.${code}.title`, code)}
            </Link>
            <strong className="cm-digits">{count}</strong>
            <span className="cm-reason-bar" aria-hidden="true">
              <span style={{ width: `${(count / most) * 100}%` }} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const VERDICTS = ["APPROVED", "NEEDS_REVISION", "REJECTED"] as const;

/** What the AI review said of changes, against what people decided. */
export function VerdictPanel({ statistics, span }: { statistics: Statistics; span: Span }) {
  const { t } = useTranslation();
  const count = (objected: boolean, verdict: string) =>
    statistics.verdicts.find((it) => it.aiObjected === objected && it.verdict === verdict)?.count ??
    0;
  return (
    <section className="cm-card-box" aria-labelledby="verdicts-title">
      <h2 id="verdicts-title">{t("statistics.verdicts")}</h2>
      <p className="cm-muted">{t("statistics.verdictWords")}</p>
      <ScrollRegion label={t("statistics.verdicts")}>
        <table className="cm-operations-table cm-digits">
          <thead>
            <tr>
              <th scope="col">{t("statistics.aiSaid")}</th>
              {VERDICTS.map((verdict) => (
                <th key={verdict} scope="col">
                  {t(`requirements.statuses.${verdict}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[false, true].map((objected) => (
              <tr key={String(objected)}>
                <th scope="row">{t(objected ? "statistics.objected" : "statistics.passed")}</th>
                {VERDICTS.map((verdict) => (
                  <td key={verdict}>
                    <Link to={generationsOf(span, { verdict, aiObjected: String(objected) })}>
                      {count(objected, verdict)}
                    </Link>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}
