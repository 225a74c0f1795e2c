import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Rights } from "@/api/access";
import { itemsOf } from "@/api/pages";
import { type RequirementFilter, useRequirements } from "@/api/requirements";
import type { ProjectDetails } from "@/api/types";
import { ProjectBudgetCard } from "@/features/budgets/project-budget-card";
import { FirstSteps } from "@/features/projects/first-steps";
import { RequirementList } from "@/features/requirements/requirement-list";
import { formatTime } from "@/lib/format";
import { paths } from "@/lib/paths";
import { usePreferences } from "@/ui/preferences";

const RECENT = 5;

interface OverviewTabProps {
  project: ProjectDetails;
  rights: Rights;
}

export function OverviewTab({ project, rights }: OverviewTabProps) {
  const { t } = useTranslation();
  const { id } = project;
  const recent: RequirementFilter = {
    projectId: id,
    status: null,
    priority: null,
    assigneeId: null,
    mine: false,
    q: "",
    sort: "updated",
  };
  const requirements = useRequirements(recent, RECENT);
  const started = itemsOf(requirements.data).length > 0;
  return (
    <div className="cm-columns">
      <div className="cm-column-main">
        {requirements.isSuccess && (
          <FirstSteps project={project} rights={rights} started={started} />
        )}
        {(started || !rights.write) && (
          <section className="cm-section" aria-labelledby="recent">
            <div className="cm-section-head">
              <h2 id="recent">{t("project.recent")}</h2>
              {started && <Link to={paths.project(id, "requirements")}>{t("project.all")}</Link>}
            </div>
            <RequirementList filter={recent} mayWrite={rights.write} limit={RECENT} />
          </section>
        )}
      </div>
      <aside className="cm-column-side">
        <ProjectFacts project={project} />
        <ProjectBudgetCard projectId={id} mayLimit={rights.manage} />
      </aside>
    </div>
  );
}

function ProjectFacts({ project }: { project: ProjectDetails }) {
  const { t } = useTranslation();
  const language = usePreferences((preferences) => preferences.language);
  const { id } = project;
  return (
    <dl className="cm-facts">
      <div>
        <dt>{t("project.openRequirements")}</dt>
        <dd>
          <Link to={paths.project(id, "requirements")}>{project.openRequirements}</Link>
        </dd>
      </div>
      <div>
        <dt>{t("project.tabs.repositories")}</dt>
        <dd>
          <Link to={paths.project(id, "repositories")}>{project.repositories}</Link>
        </dd>
      </div>
      <div>
        <dt>{t("project.tabs.members")}</dt>
        <dd>
          <Link to={paths.project(id, "members")}>{project.members}</Link>
        </dd>
      </div>
      {project.myRole && (
        <div>
          <dt>{t("project.myRole")}</dt>
          <dd>{t(`projects.roles.${project.myRole}`)}</dd>
        </div>
      )}
      <div>
        <dt>{t("project.createdAt")}</dt>
        <dd>{formatTime(project.createdAt, language)}</dd>
      </div>
    </dl>
  );
}
