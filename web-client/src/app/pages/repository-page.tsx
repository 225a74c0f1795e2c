import { BranchesOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { rightsIn } from "@/api/access";
import { asProblem } from "@/api/problem";
import { useProject } from "@/api/projects";
import { useRepository } from "@/api/repositories";
import { useMe } from "@/api/session";
import { AnalysisPanel } from "@/features/repositories/analysis-panel";
import { WebhookPanel } from "@/features/repositories/webhook-panel";
import { paths } from "@/lib/paths";
import { DemoBadge } from "@/ui/badge";
import { Page, PageSkeleton } from "@/ui/page";
import { useDocumentTitle } from "@/ui/use-document-title";
import { ProblemPage } from "./problem-page";

/** What is known of a repository, and how its platform tells of merges. */
export function RepositoryPage() {
  const { t } = useTranslation();
  const { repositoryId = "" } = useParams();
  const repository = useRepository(repositoryId);
  const project = useProject(repository.data?.projectId);
  const rights = rightsIn(project.data, useMe().data);
  const { data } = repository;
  useDocumentTitle(data && nameOf(data.gitUrl));
  if (repository.isError) return <ProblemPage problem={asProblem(repository.error)} />;
  if (!data) return <PageSkeleton />;
  return (
    <Page
      title={nameOf(data.gitUrl)}
      above={
        <>
          <Link to={paths.project(data.projectId, "repositories")}>
            {project.data?.name ?? "…"}
          </Link>
          <span className="cm-tag">{t(`repositories.platforms.${data.platform}`)}</span>
          {data.demo && <DemoBadge label={t("common.demo")} />}
        </>
      }
      below={
        <span className="cm-mono cm-break">
          {data.gitUrl} <BranchesOutlined aria-hidden="true" /> {data.defaultBranch}
        </span>
      }
    >
      <AnalysisPanel repositoryId={repositoryId} mayAnalyse={rights.develop} />
      {data.platform !== "GIT" && rights.develop && <WebhookPanel repositoryId={repositoryId} />}
    </Page>
  );
}

function nameOf(gitUrl: string): string {
  const path = gitUrl.replace(/\.git$/, "").split("/");
  return path.slice(-2).join("/");
}
