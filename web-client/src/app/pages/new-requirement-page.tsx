import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { asProblem } from "@/api/problem";
import { useProject } from "@/api/projects";
import { RequirementForm } from "@/features/requirements/requirement-form";
import { paths } from "@/lib/paths";
import { Page, PageSkeleton } from "@/ui/page";
import { useDocumentTitle } from "@/ui/use-document-title";
import { ProblemPage } from "./problem-page";

export function NewRequirementPage() {
  const { t } = useTranslation();
  const { projectId = "" } = useParams();
  const navigate = useNavigate();
  const project = useProject(projectId);
  useDocumentTitle(t("requirements.create"), project.data?.name);
  if (project.isPending) return <PageSkeleton />;
  if (project.isError) return <ProblemPage problem={asProblem(project.error)} />;
  return (
    <Page
      title={t("requirements.create")}
      above={<Link to={paths.project(projectId)}>{project.data.name}</Link>}
      below={t("requirements.createWords")}
    >
      <RequirementForm
        projectId={projectId}
        onCreated={(id) => void navigate(paths.requirement(id), { replace: true })}
        onCancel={() => void navigate(paths.project(projectId))}
      />
    </Page>
  );
}
