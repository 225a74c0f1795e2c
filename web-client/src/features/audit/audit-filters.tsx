import { Button, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { type AuditFilter, auditQuery } from "@/api/audit";
import { itemsOf } from "@/api/pages";
import { useProjects } from "@/api/projects";
import { SearchField } from "@/ui/search-field";
import { AUDIT_TARGETS, NO_FILTER } from "./audit-words";

interface AuditFiltersProps {
  filter: AuditFilter;
  onFilter: (change: Partial<AuditFilter>) => void;
}

/** The first moment of a day here, and back. */
const startOf = (day: string) => (day ? new Date(`${day}T00:00:00`).toISOString() : null);
const dayOf = (moment: string | null) => {
  if (!moment || Number.isNaN(Date.parse(moment))) return "";
  const date = new Date(moment);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
};

export function AuditFilters({ filter, onFilter }: AuditFiltersProps) {
  const { t } = useTranslation();
  const projects = useProjects("");
  return (
    <div className="cm-filters">
      <SearchField value={filter.q} label={t("audit.search")} onSearch={(q) => onFilter({ q })} />
      <Select
        allowClear
        value={projects.isPending ? null : filter.projectId}
        placeholder={t("audit.anyProject")}
        aria-label={t("audit.filterProject")}
        popupMatchSelectWidth={false}
        showSearch={{ optionFilterProp: "label" }}
        onChange={(value?: string) => onFilter({ projectId: value ?? null })}
        options={itemsOf(projects.data).map(({ id, key, name }) => ({
          value: id,
          label: `${key} ${name}`,
        }))}
      />
      <Select
        allowClear
        value={filter.targetType}
        placeholder={t("audit.anyTarget")}
        aria-label={t("audit.filterTarget")}
        popupMatchSelectWidth={false}
        onChange={(value?: string) => onFilter({ targetType: value ?? null })}
        options={AUDIT_TARGETS.map((value) => ({ value, label: t(`audit.targets.${value}`) }))}
      />
      <Input
        type="date"
        className="cm-audit-day"
        value={dayOf(filter.from)}
        max={dayOf(filter.to) || undefined}
        aria-label={t("audit.from")}
        title={t("audit.from")}
        onChange={({ target }) => onFilter({ from: startOf(target.value) })}
      />
      <Input
        type="date"
        className="cm-audit-day"
        value={dayOf(filter.to)}
        min={dayOf(filter.from) || undefined}
        aria-label={t("audit.to")}
        title={t("audit.to")}
        onChange={({ target }) => onFilter({ to: startOf(target.value) })}
      />
      {filter.actorId && (
        <Chip label={t("audit.byActor")} onClear={() => onFilter({ actorId: null })} />
      )}
      {filter.action && <Chip label={filter.action} onClear={() => onFilter({ action: null })} />}
      {filter.targetId && (
        <Chip label={t("audit.oneTarget")} onClear={() => onFilter({ targetId: null })} />
      )}
      {Object.keys(auditQuery(filter)).length > 0 && (
        <Button type="link" onClick={() => onFilter(NO_FILTER)}>
          {t("requirements.clear")}
        </Button>
      )}
    </div>
  );
}

/** A condition that was chosen in an entry. */
function Chip({ label, onClear }: { label: string; onClear: () => void }) {
  const { t } = useTranslation();
  return (
    <Button onClick={onClear} aria-label={t("audit.without", { label })}>
      {label} <span aria-hidden="true">×</span>
    </Button>
  );
}
