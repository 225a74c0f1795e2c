import { Button, Checkbox, Select, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { useMembers } from "@/api/members";
import { itemsOf } from "@/api/pages";
import type { RequirementFilter, RequirementSort } from "@/api/requirements";
import type { Priority, RequirementStatus } from "@/api/types";
import { requirementTones } from "@/lib/tones";
import { SearchField } from "@/ui/search-field";
import { PRIORITIES } from "./priorities";

interface RequirementFiltersProps {
  filter: RequirementFilter;
  onFilter: (change: Partial<RequirementFilter>) => void;
}

const STATUSES = Object.keys(requirementTones) as RequirementStatus[];
const SORTS: RequirementSort[] = ["newest", "updated", "priority"];
const NONE = {
  status: null,
  priority: null,
  assigneeId: null,
  mine: false,
  q: "",
  ended: null,
} as const;

export function isFiltered(filter: RequirementFilter): boolean {
  const { status, priority, assigneeId, mine, q, ended } = filter;
  return Boolean(status || priority || assigneeId || mine || q || ended);
}

export function RequirementFilters({ filter, onFilter }: RequirementFiltersProps) {
  const { t } = useTranslation();
  const { projectId, status, priority, mine, q, sort, ended } = filter;
  return (
    <div className="cm-filters">
      <SearchField value={q} label={t("requirements.search")} onSearch={(q) => onFilter({ q })} />
      <Select
        allowClear
        value={status}
        placeholder={t("requirements.anyStatus")}
        aria-label={t("requirements.filterStatus")}
        popupMatchSelectWidth={false}
        onChange={(value?: RequirementStatus) => onFilter({ status: value ?? null })}
        options={STATUSES.map((value) => ({
          value,
          label: t(`requirements.statuses.${value}`),
        }))}
      />
      <Select
        allowClear
        value={priority}
        placeholder={t("requirements.anyPriority")}
        aria-label={t("requirements.filterPriority")}
        popupMatchSelectWidth={false}
        onChange={(value?: Priority) => onFilter({ priority: value ?? null })}
        options={PRIORITIES.map((value) => ({
          value,
          label: t(`requirements.priorities.${value}`),
        }))}
      />
      {projectId && <AssigneeFilter projectId={projectId} filter={filter} onFilter={onFilter} />}
      <Select<RequirementSort>
        value={sort}
        aria-label={t("requirements.sort")}
        popupMatchSelectWidth={false}
        onChange={(value) => onFilter({ sort: value })}
        options={SORTS.map((value) => ({ value, label: t(`requirements.sorts.${value}`) }))}
      />
      <Checkbox checked={mine} onChange={({ target }) => onFilter({ mine: target.checked })}>
        {t("requirements.mine")}
      </Checkbox>
      {ended && (
        <Tag closable onClose={() => onFilter({ ended: null })}>
          {t("requirements.ended", { from: ended.from, to: ended.to })}
        </Tag>
      )}
      {isFiltered(filter) && (
        <Button type="link" onClick={() => onFilter(NONE)}>
          {t("requirements.clear")}
        </Button>
      )}
    </div>
  );
}

interface AssigneeFilterProps extends RequirementFiltersProps {
  projectId: string;
}

function AssigneeFilter({ projectId, filter, onFilter }: AssigneeFilterProps) {
  const { t } = useTranslation();
  const members = useMembers(projectId);
  return (
    <Select
      allowClear
      value={members.isPending ? null : filter.assigneeId}
      placeholder={t("requirements.anyAssignee")}
      aria-label={t("requirements.filterAssignee")}
      popupMatchSelectWidth={false}
      showSearch={{ optionFilterProp: "label" }}
      onChange={(value?: string) => onFilter({ assigneeId: value ?? null })}
      options={itemsOf(members.data).map(({ userId, name }) => ({ value: userId, label: name }))}
    />
  );
}
