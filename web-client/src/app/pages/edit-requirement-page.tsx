import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { asProblem } from "@/api/problem";
import { useRequirement } from "@/api/requirements";
import { EditRequirementForm } from "@/features/requirements/edit-requirement-form";
import { paths } from "@/lib/paths";
import { Page, PageSkeleton } from "@/ui/page";
import { useDocumentTitle } from "@/ui/use-document-title";
import { ProblemPage } from "./problem-page";

export function EditRequirementPage() {
  const { t } = useTranslation();
  const { requirementId = "" } = useParams();
  const navigate = useNavigate();
  const requirement = useRequirement(requirementId);
  useDocumentTitle(t("requirements.edit"), requirement.data?.key);
  if (requirement.isError) return <ProblemPage problem={asProblem(requirement.error)} />;
  if (requirement.isPending) return <PageSkeleton />;
  const { id, key, title } = requirement.data;
  return (
    <Page
      title={t("requirements.edit")}
      above={
        <Link to={paths.requirement(id)}>
          {key} {title}
        </Link>
      }
    >
      <EditRequirementForm
        key={id}
        requirement={requirement.data}
        onDone={() => void navigate(paths.requirement(id))}
      />
    </Page>
  );
}
