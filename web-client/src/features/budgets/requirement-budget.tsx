import { useTranslation } from "react-i18next";
import { useRequirementBudget } from "@/api/budgets";
import { BudgetMeter } from "./budget-meter";

/** What a requirement may still cost; nothing where it has no limit. */
export function RequirementBudget({ requirementId }: { requirementId: string }) {
  const { t } = useTranslation();
  const budget = useRequirementBudget(requirementId);
  if (budget.data?.limitUsd == null) return null;
  return (
    <section className="cm-card-box cm-budget-card" aria-labelledby="budget-title">
      <h2 id="budget-title">{t("budget.ofRequirement")}</h2>
      <BudgetMeter use={budget.data} name={t("budget.ofRequirement")} />
    </section>
  );
}
