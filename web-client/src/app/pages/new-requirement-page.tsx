import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { asProblem } from "@/api/problem";
import { useProject } from "@/api/projects";
import { importDocument } from "@/api/requirement-context";
import { RequirementForm } from "@/features/requirements/requirement-form";
import { paths } from "@/lib/paths";
import { Page, PageSkeleton } from "@/ui/page";
import { useTellProblem } from "@/ui/use-confirm";
import { useDocumentTitle } from "@/ui/use-document-title";
import { ProblemPage } from "./problem-page";

export function NewRequirementPage() {
  const { t } = useTranslation();
  const { projectId = "" } = useParams();
  const navigate = useNavigate();
  const project = useProject(projectId);
  const tell = useTellProblem(asProblem);
  const [reading, setReading] = useState(false);
  useDocumentTitle(t("requirements.create"), project.data?.name);
  if (project.isPending) return <PageSkeleton />;
  if (project.isError) return <ProblemPage problem={asProblem(project.error)} />;

  /** The requirement stands; a document that cannot be read is said where it can be tried again. */
  const open = async (id: string, documentUrl: string | null) => {
    if (!documentUrl) return void navigate(paths.requirement(id), { replace: true });
    setReading(true);
    try {
      await importDocument(id, documentUrl);
    } catch (error) {
      tell(error);
    }
    void navigate(paths.requirement(id, "context"), { replace: true });
  };

  return (
    <Page
      title={t("requirements.create")}
      above={<Link to={paths.project(projectId)}>{project.data.name}</Link>}
      below={t("requirements.createWords")}
    >
      {reading ? (
        <p role="status">{t("document.reading")}</p>
      ) : (
        <RequirementForm
          projectId={projectId}
          onCreated={(id, documentUrl) => void open(id, documentUrl)}
          onCancel={() => void navigate(paths.project(projectId))}
        />
      )}
    </Page>
  );
}
