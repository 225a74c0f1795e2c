import { LinkOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import { asProblem } from "@/api/problem";
import { useProject } from "@/api/projects";
import { useMe } from "@/api/session";
import type { RequirementStatus } from "@/api/types";
import { LinkRepositoryDialog } from "@/features/repositories/link-repository-dialog";
import { RepositoryList } from "@/features/repositories/repository-list";
import { RequirementList } from "@/features/requirements/requirement-list";
import { paths } from "@/lib/paths";
import { requirementTones } from "@/lib/tones";
import { DemoBadge } from "@/ui/badge";
import { Page, PageSkeleton } from "@/ui/page";
import { useDocumentTitle } from "@/ui/use-document-title";
import { ProblemPage } from "./problem-page";

function readStatus(value: string | null): RequirementStatus | null {
  return value && value in requirementTones ? (value as RequirementStatus) : null;
}

export function ProjectPage() {
  const { t } = useTranslation();
  const { projectId = "" } = useParams();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const [linking, setLinking] = useState(false);
  const project = useProject(projectId);
  const role = useMe().data?.role;
  useDocumentTitle(project.data?.name);
  if (project.isPending) return <PageSkeleton />;
  if (project.isError) return <ProblemPage problem={asProblem(project.error)} />;

  const { name, key, description, myRole, demo } = project.data;
  const mayLink = myRole === "OWNER" || myRole === "DEVELOPER" || role === "ADMIN";
  const mayWrite = mayLink || role === "PM";
  const filter = (change: { status?: string | null; q?: string }) =>
    setSearch((before) => {
      const after = new URLSearchParams(before);
      for (const [field, value] of Object.entries(change)) {
        if (value) after.set(field, value);
        else after.delete(field);
      }
      return after;
    });

  return (
    <Page
      title={name}
      above={
        <>
          <Link to={paths.projects()}>{t("projects.title")}</Link>
          <span className="cm-key">{key}</span>
          {demo && <DemoBadge label={t("common.demo")} />}
        </>
      }
      below={description}
      actions={
        mayWrite && (
          <Button
            type="primary"
            icon={<PlusOutlined aria-hidden="true" />}
            onClick={() => void navigate(paths.newRequirement(projectId))}
          >
            {t("requirements.create")}
          </Button>
        )
      }
    >
      <section className="cm-section" aria-labelledby="requirements">
        <div className="cm-section-head">
          <h2 id="requirements">{t("requirements.title")}</h2>
        </div>
        <RequirementList
          projectId={projectId}
          status={readStatus(search.get("status"))}
          q={search.get("q") ?? ""}
          onFilter={filter}
        />
      </section>
      <section className="cm-section" aria-labelledby="repositories">
        <div className="cm-section-head">
          <h2 id="repositories">{t("repositories.title")}</h2>
          {mayLink && (
            <Button icon={<LinkOutlined aria-hidden="true" />} onClick={() => setLinking(true)}>
              {t("repositories.link")}
            </Button>
          )}
        </div>
        <RepositoryList projectId={projectId} onLink={mayLink ? () => setLinking(true) : null} />
      </section>
      <LinkRepositoryDialog
        projectId={projectId}
        open={linking}
        onClose={() => setLinking(false)}
      />
    </Page>
  );
}
