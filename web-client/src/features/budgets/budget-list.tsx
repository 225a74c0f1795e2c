import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { BudgetUse } from "@/api/types";
import { paths } from "@/lib/paths";
import { BudgetMeter } from "./budget-meter";

/** The limited budgets of this month, the fullest first. */
export function BudgetList({ budgets }: { budgets: BudgetUse[] }) {
  const { t } = useTranslation();
  return (
    <ul className="cm-budgets" aria-label={t("budget.title")}>
      {budgets.map((use) => {
        const name = use.projectName ?? t("budget.all");
        return (
          <li key={use.projectId ?? ""} className="cm-card-box">
            {use.projectId ? <Link to={paths.project(use.projectId)}>{name}</Link> : name}
            <BudgetMeter use={use} name={name} />
          </li>
        );
      })}
    </ul>
  );
}
