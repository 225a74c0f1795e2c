import { RightOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Dashboard } from "@/api/types";
import { formatAgo } from "@/lib/format";
import { paths } from "@/lib/paths";
import { usePreferences } from "@/ui/preferences";
import { useNow } from "@/ui/use-now";

/** Changes that nobody has decided of, the longest waiting first. */
export function WaitingReviews({ reviews }: { reviews: Dashboard["waitingReviews"] }) {
  const { t } = useTranslation();
  const language = usePreferences((preferences) => preferences.language);
  const now = useNow(false);
  const { count, items } = reviews;
  return (
    <section className="cm-section" aria-labelledby="waiting">
      <div className="cm-section-head">
        <h2 id="waiting">
          {t("dashboard.waiting")} {count > 0 && <span className="cm-count">{count}</span>}
        </h2>
      </div>
      {items.length === 0 && <p className="cm-muted">{t("dashboard.noneWaiting")}</p>}
      {items.length > 0 && (
        <ul className="cm-list" aria-label={t("dashboard.waiting")}>
          {items.map((item) => (
            <li key={item.taskId}>
              <Link to={paths.review(item.taskId)} className="cm-list-item cm-list-link" data-row>
                <span className="cm-list-main">
                  <span className="cm-list-title">
                    <span className="cm-key">{item.requirementKey}</span> {item.title}
                  </span>
                  <span className="cm-muted cm-list-facts">
                    <span>{formatAgo(item.since, now, language)}</span>
                    <span>{item.requestedBy}</span>
                    {item.round > 1 && <span>{t("dashboard.round", { round: item.round })}</span>}
                    {item.aiScore != null && (
                      <span className={item.aiObjected ? "cm-tone-warning" : "cm-tone-success"}>
                        {t("dashboard.aiScore", { score: item.aiScore })}
                      </span>
                    )}
                  </span>
                </span>
                <RightOutlined className="cm-muted" aria-hidden="true" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
