import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, NavLink, useNavigate, useParams } from "react-router";
import { type Rights, rightsIn } from "@/api/access";
import { asProblem } from "@/api/problem";
import { useProject } from "@/api/projects";
import { useMe } from "@/api/session";
import type { ProjectDetails, UserDetails, Versioned } from "@/api/types";
import { ArchivedNotice } from "@/features/projects/archived-notice";
import { EditProjectDialog } from "@/features/projects/edit-project-dialog";
import { ProjectMenu } from "@/features/projects/project-menu";
import { type ProjectTab, paths } from "@/lib/paths";
import { DemoBadge, QuietBadge } from "@/ui/badge";
import { useCommands } from "@/ui/commands";
import { Page, PageSkeleton } from "@/ui/page";
import { useDocumentTitle } from "@/ui/use-document-title";
import { NotFoundPage } from "./not-found-page";
import { ProblemPage } from "./problem-page";
import { BoardTab } from "./project/board-tab";
import { MembersTab } from "./project/members-tab";
import { OverviewTab } from "./project/overview-tab";
import { RepositoriesTab } from "./project/repositories-tab";
import { RequirementsTab } from "./project/requirements-tab";

const TABS: ProjectTab[] = ["overview", "board", "requirements", "repositories", "members"];

export function ProjectPage() {
  const { projectId = "", tab = "overview" } = useParams();
  const project = useProject(projectId);
  const me = useMe().data;
  useDocumentTitle(project.data?.name);
  const known = TABS.find((name) => name === tab);
  if (!known) return <NotFoundPage />;
  if (project.isError) return <ProblemPage problem={asProblem(project.error)} />;
  if (project.isPending || !me) return <PageSkeleton />;
  return <ProjectView key={projectId} project={project.data} me={me} tab={known} />;
}

interface ProjectViewProps {
  project: Versioned<ProjectDetails>;
  me: UserDetails;
  tab: ProjectTab;
}

function ProjectView({ project, me, tab }: ProjectViewProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [editing, setEditing] = useState(false);
  const { id, name, key, description, demo, archived } = project;
  const rights = rightsIn(project, me);
  const write = () => void navigate(paths.newRequirement(id));
  useCommands([
    ...(rights.write
      ? [
          {
            id: "create",
            label: t("requirements.create"),
            group: "do" as const,
            keys: "c",
            icon: <PlusOutlined />,
            run: write,
          },
        ]
      : []),
  ]);
  return (
    <Page
      title={name}
      above={
        <>
          <Link to={paths.projects()}>{t("projects.title")}</Link>
          <span className="cm-key">{key}</span>
          {demo && <DemoBadge label={t("common.demo")} />}
          {archived && <QuietBadge label={t("projects.archived")} />}
        </>
      }
      below={tab === "overview" && description}
      actions={
        <>
          {rights.write && (
            <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} onClick={write}>
              {t("requirements.create")}
            </Button>
          )}
          {rights.manage && (
            <ProjectMenu projectId={id} name={name} onEdit={() => setEditing(true)} />
          )}
        </>
      }
    >
      {archived && (
        <ArchivedNotice
          projectId={id}
          mayRestore={project.myRole === "OWNER" || me.role === "ADMIN"}
        />
      )}
      <ProjectTabs project={project} me={me} tab={tab} rights={rights} />
      {editing && <EditProjectDialog project={project} onClose={() => setEditing(false)} />}
    </Page>
  );
}

interface ProjectTabsProps extends ProjectViewProps {
  rights: Rights;
}

function ProjectTabs({ project, me, tab, rights }: ProjectTabsProps) {
  const { t } = useTranslation();
  const { id, openRequirements, repositories, members } = project;
  const counts: Record<ProjectTab, number | null> = {
    overview: null,
    board: null,
    requirements: openRequirements,
    repositories,
    members,
  };
  const contents: Record<ProjectTab, ReactNode> = {
    overview: <OverviewTab project={project} rights={rights} />,
    board: <BoardTab projectId={id} rights={rights} />,
    requirements: <RequirementsTab projectId={id} rights={rights} />,
    repositories: <RepositoriesTab projectId={id} rights={rights} />,
    members: <MembersTab project={project} me={me} rights={rights} />,
  };
  return (
    <>
      <nav className="cm-tabs" aria-label={t("project.parts")}>
        {TABS.map((name) => (
          <NavLink key={name} to={paths.project(id, name)} end>
            {t(`project.tabs.${name}`)}
            {counts[name] !== null && <span className="cm-count">{counts[name]}</span>}
          </NavLink>
        ))}
      </nav>
      {contents[tab]}
    </>
  );
}
