import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Board } from "@/api/types";
import { paths } from "@/lib/paths";
import { requirementTones } from "@/lib/tones";
import { StateTag } from "@/ui/state-tag";

/** How many requirements are in each state; each number leads to them. */
export function StatusCounts({ columns }: { columns: Board["columns"] }) {
  const { t } = useTranslation();
  return (
    <ul className="cm-states" aria-label={t("dashboard.states")}>
      {columns.map(({ status, count }) => (
        <li key={status}>
          <Link to={paths.requirements({ status })} className="cm-state">
            <strong className="cm-digits">{count}</strong>
            <StateTag
              tone={requirementTones[status]}
              label={t(`requirements.statuses.${status}`)}
            />
          </Link>
        </li>
      ))}
    </ul>
  );
}
