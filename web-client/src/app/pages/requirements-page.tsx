import { useTranslation } from "react-i18next";
import { RequirementFilters } from "@/features/requirements/requirement-filters";
import { RequirementList } from "@/features/requirements/requirement-list";
import { Page } from "@/ui/page";
import { useDocumentTitle } from "@/ui/use-document-title";
import { useRequirementFilter } from "../requirement-filter";

/** The requirements of all projects that the reader belongs to. */
export function RequirementsPage() {
  const { t } = useTranslation();
  const { filter, onFilter } = useRequirementFilter(null);
  useDocumentTitle(t("requirements.title"));
  return (
    <Page title={t("requirements.title")} below={t("requirements.allWords")}>
      <RequirementFilters filter={filter} onFilter={onFilter} />
      <RequirementList filter={filter} mayWrite={false} />
    </Page>
  );
}
