import { FolderOpenOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { itemsOf } from "@/api/pages";
import { asProblem } from "@/api/problem";
import { useProjects } from "@/api/projects";
import type { ProjectDetails } from "@/api/types";
import { paths } from "@/lib/paths";
import { DemoBadge, QuietBadge } from "@/ui/badge";
import { EmptyState } from "@/ui/empty-state";
import { ProblemAlert } from "@/ui/problem-alert";

interface ProjectListProps {
  q: string;
  archived: boolean;
  onCreate: (() => void) | null;
}

export function ProjectList({ q, archived, onCreate }: ProjectListProps) {
  const { t } = useTranslation();
  const projects = useProjects(q, archived);
  if (projects.isPending) return <Skeleton active paragraph={{ rows: 4 }} />;
  if (projects.isError) {
    return (
      <ProblemAlert problem={asProblem(projects.error)} onRetry={() => void projects.refetch()} />
    );
  }
  const items = itemsOf(projects.data);
  if (items.length === 0) return <NoProjects q={q} archived={archived} onCreate={onCreate} />;
  return (
    <>
      <ProjectCards projects={items} />
      {projects.hasNextPage && (
        <Button loading={projects.isFetchingNextPage} onClick={() => void projects.fetchNextPage()}>
          {t("common.more")}
        </Button>
      )}
    </>
  );
}

export function ProjectCards({ projects }: { projects: ProjectDetails[] }) {
  const { t } = useTranslation();
  return (
    <ul className="cm-grid" aria-label={t("projects.title")}>
      {projects.map((project) => (
        <ProjectCard key={project.id} project={project} />
      ))}
    </ul>
  );
}

export function NoProjects({ q, archived, onCreate }: ProjectListProps) {
  const { t } = useTranslation();
  const icon = <FolderOpenOutlined aria-hidden="true" />;
  if (q) {
    return (
      <EmptyState icon={icon} title={t("projects.noneFound", { q })}>
        {t("projects.noneFoundWords")}
      </EmptyState>
    );
  }
  if (archived) {
    return (
      <EmptyState icon={icon} title={t("projects.noArchived")}>
        {t("projects.noArchivedWords")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={icon}
      title={t("projects.empty")}
      action={
        onCreate && (
          <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} onClick={onCreate}>
            {t("projects.create")}
          </Button>
        )
      }
    >
      {onCreate ? t("projects.emptyWords") : t("projects.emptyForOthers")}
    </EmptyState>
  );
}

function ProjectCard({ project }: { project: ProjectDetails }) {
  const { t } = useTranslation();
  return (
    <li>
      <Link to={paths.project(project.id)} className="cm-project-card" data-row>
        <span className="cm-project-head">
          <span className="cm-key">{project.key}</span>
          {project.demo && <DemoBadge label={t("common.demo")} />}
          {project.archived && <QuietBadge label={t("projects.archived")} />}
        </span>
        <strong>{project.name}</strong>
        <span className="cm-muted cm-clamp">{project.description || t("projects.noWords")}</span>
        <span className="cm-project-foot cm-muted">
          <span>{t("projects.open", { count: project.openRequirements })}</span>
          <span>{t("projects.members", { count: project.members })}</span>
          <span className="cm-spring" />
          {project.myRole && <span>{t(`projects.roles.${project.myRole}`)}</span>}
        </span>
      </Link>
    </li>
  );
}
