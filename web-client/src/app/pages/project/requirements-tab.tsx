import type { Rights } from "@/api/access";
import { RequirementFilters } from "@/features/requirements/requirement-filters";
import { RequirementList } from "@/features/requirements/requirement-list";
import { useRequirementFilter } from "../../requirement-filter";

interface RequirementsTabProps {
  projectId: string;
  rights: Rights;
}

export function RequirementsTab({ projectId, rights }: RequirementsTabProps) {
  const { filter, onFilter } = useRequirementFilter(projectId);
  return (
    <>
      <RequirementFilters filter={filter} onFilter={onFilter} />
      <RequirementList filter={filter} mayWrite={rights.write} />
    </>
  );
}
