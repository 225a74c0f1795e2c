import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProjectBudget } from "@/api/budgets";
import { formatCost } from "@/lib/format";
import { BudgetDialog } from "./budget-dialog";
import { BudgetMeter } from "./budget-meter";

/** What a project may cost, and what it has cost this month. */
export function ProjectBudgetCard({
  projectId,
  mayLimit,
}: {
  projectId: string;
  mayLimit: boolean;
}) {
  const { t } = useTranslation();
  const budget = useProjectBudget(projectId);
  const [editing, setEditing] = useState(false);
  const { data } = budget;
  if (!data) return null;
  return (
    <section className="cm-card-box cm-budget-card" aria-labelledby="budget-title">
      <h2 id="budget-title">{t("budget.title")}</h2>
      {data.month.limitUsd != null && <span className="cm-muted">{t("budget.month")}</span>}
      <BudgetMeter use={data.month} name={t("budget.month")} />
      <p className="cm-muted">
        {data.requirementUsd == null
          ? t("budget.noneEach")
          : t("budget.each", { limit: formatCost(data.requirementUsd) })}
      </p>
      {mayLimit && <Button onClick={() => setEditing(true)}>{t("budget.edit")}</Button>}
      {editing && (
        <BudgetDialog projectId={projectId} budget={data} onClose={() => setEditing(false)} />
      )}
    </section>
  );
}
