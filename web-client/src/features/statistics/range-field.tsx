import { Input, Segmented, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useProjectSearch } from "@/api/projects";
import type { StatisticsFilter } from "@/api/statistics";

const PRESETS = [7, 30, 90, 365] as const;

interface RangeFieldProps {
  filter: StatisticsFilter;
  /** How many days up to today, null for days of one's own. */
  days: number | null;
  onDays: (days: number) => void;
  onFilter: (change: Partial<StatisticsFilter>) => void;
}

/** Which time and which project the figures are of. */
export function RangeField({ filter, days, onDays, onFilter }: RangeFieldProps) {
  const { t } = useTranslation();
  const projects = useProjectSearch("", true);
  const { projectId, from, to, bucket } = filter;
  return (
    <div className="cm-filters">
      <Segmented<number>
        value={days ?? 0}
        aria-label={t("statistics.range")}
        onChange={onDays}
        options={PRESETS.map((value) => ({ value, label: t("statistics.days", { count: value }) }))}
      />
      <Input
        type="date"
        className="cm-date"
        aria-label={t("statistics.from")}
        value={from}
        max={to}
        onChange={({ target }) => target.value && onFilter({ from: target.value })}
      />
      <Input
        type="date"
        className="cm-date"
        aria-label={t("statistics.to")}
        value={to}
        min={from}
        onChange={({ target }) => target.value && onFilter({ to: target.value })}
      />
      <Segmented<"day" | "week">
        value={bucket}
        aria-label={t("statistics.steps")}
        onChange={(value) => onFilter({ bucket: value })}
        options={[
          { value: "day", label: t("statistics.byDay") },
          { value: "week", label: t("statistics.byWeek") },
        ]}
      />
      <Select
        allowClear
        value={projects.isPending ? null : projectId}
        placeholder={t("statistics.allProjects")}
        aria-label={t("statistics.project")}
        popupMatchSelectWidth={false}
        onChange={(value?: string) => onFilter({ projectId: value ?? null })}
        options={(projects.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      />
    </div>
  );
}
