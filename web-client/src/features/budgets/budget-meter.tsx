import { Progress } from "antd";
import { useTranslation } from "react-i18next";
import type { BudgetUse } from "@/api/types";
import { formatCost } from "@/lib/format";

const LOOKS = { FINE: "normal", WARNED: "active", EXHAUSTED: "exception" } as const;
const TONES = { FINE: "muted", WARNED: "tone-warning", EXHAUSTED: "tone-danger" } as const;

/** How much of a budget is gone, in numbers, words and length. */
export function BudgetMeter({ use, name }: { use: BudgetUse; name: string }) {
  const { t } = useTranslation();
  const { spentUsd, limitUsd, level } = use;
  if (limitUsd == null) {
    return <span className="cm-digits">{t("budget.spent", { spent: formatCost(spentUsd) })}</span>;
  }
  const percent = Math.min(100, Math.round((spentUsd / limitUsd) * 100));
  return (
    <div className="cm-budget">
      <span className="cm-digits">
        {t("budget.spentOf", { spent: formatCost(spentUsd), limit: formatCost(limitUsd) })}
      </span>
      <Progress
        percent={percent}
        size="small"
        showInfo={false}
        status={LOOKS[level]}
        aria-label={name}
      />
      {level !== "FINE" && (
        <span className={`cm-${TONES[level]}`}>{t(`budget.levels.${level}`)}</span>
      )}
    </div>
  );
}
