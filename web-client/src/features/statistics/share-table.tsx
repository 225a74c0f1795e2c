import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Statistics } from "@/api/types";
import { formatRate, formatSpan } from "@/lib/figures";
import { formatCost } from "@/lib/format";
import { ScrollRegion } from "@/ui/scroll-region";
import { generationsOf, type Span } from "./links";

const MOST = 20;

interface ShareTableProps {
  by: "project" | "person" | "model";
  shares: Statistics["byProject"];
  span: Span;
}

const FILTERS = { project: "projectId", person: "requestedBy", model: "model" } as const;

/** The figures of each project, person or model. */
export function ShareTable({ by, shares, span }: ShareTableProps) {
  const { t } = useTranslation();
  const title = t(`statistics.by.${by}`);
  return (
    <section className="cm-card-box cm-shares" aria-labelledby={`by-${by}`}>
      <h2 id={`by-${by}`}>{title}</h2>
      {shares.length === 0 && <p className="cm-muted">{t("statistics.nothing")}</p>}
      {shares.length > 0 && (
        <ScrollRegion label={title}>
          <table className="cm-operations-table cm-digits">
            <thead>
              <tr>
                <th scope="col">{t(`statistics.one.${by}`)}</th>
                <th scope="col">{t("statistics.names.generations")}</th>
                <th scope="col">{t("statistics.names.failed")}</th>
                <th scope="col">{t("statistics.names.approval")}</th>
                <th scope="col">{t("statistics.names.merged")}</th>
                <th scope="col">{t("statistics.names.rework")}</th>
                <th scope="col">{t("statistics.names.duration")}</th>
                <th scope="col">{t("statistics.names.leadTime")}</th>
                <th scope="col">{t("statistics.names.cost")}</th>
              </tr>
            </thead>
            <tbody>
              {shares.slice(0, MOST).map(({ id, name, figures }) => (
                <tr key={id ?? ""}>
                  <th scope="row">
                    {id ? (
                      <Link to={generationsOf(span, { [FILTERS[by]]: id })}>{name ?? id}</Link>
                    ) : (
                      t("statistics.unknownModel")
                    )}
                  </th>
                  <td>{figures.generations}</td>
                  <td>{figures.failed}</td>
                  <td>{formatRate(figures.firstTimeApprovalRate)}</td>
                  <td>{figures.merged}</td>
                  <td>{figures.followUps}</td>
                  <td>{formatSpan(figures.duration.medianMs)}</td>
                  <td>{formatSpan(figures.leadTime.medianMs)}</td>
                  <td>{formatCost(figures.costUsd)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
      {shares.length > MOST && <p className="cm-muted">{t("statistics.most", { count: MOST })}</p>}
    </section>
  );
}
