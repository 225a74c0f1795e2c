import { PlusOutlined } from "@ant-design/icons";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { asProblem } from "@/api/problem";
import { useMe } from "@/api/session";
import { useDashboard } from "@/api/statistics";
import type { Dashboard } from "@/api/types";
import { StatusCounts } from "@/features/board/status-counts";
import { WaitingReviews } from "@/features/board/waiting-reviews";
import { BudgetList } from "@/features/budgets/budget-list";
import { GenerationItem } from "@/features/codegen/generation-list";
import { CreateProjectDialog } from "@/features/projects/create-project-dialog";
import { NoProjects, ProjectCards } from "@/features/projects/project-list";
import { RequirementItem } from "@/features/requirements/requirement-item";
import { FigureTiles } from "@/features/statistics/figure-tiles";
import { dayIn, localZone } from "@/lib/days";
import { paths } from "@/lib/paths";
import { useCommands } from "@/ui/commands";
import { Page } from "@/ui/page";
import { ProblemAlert } from "@/ui/problem-alert";
import { useDocumentTitle } from "@/ui/use-document-title";

/** What concerns the reader now: what waits for them, what is theirs, how the work goes. */
export function DashboardPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [creating, setCreating] = useState(false);
  const role = useMe().data?.role;
  const mayCreate = role === "PM" || role === "ADMIN";
  const create = () => setCreating(true);
  const dashboard = useDashboard(localZone());
  useDocumentTitle(t("dashboard.title"));
  useCommands(
    mayCreate
      ? [
          {
            id: "create",
            label: t("projects.create"),
            group: "do",
            keys: "c",
            icon: <PlusOutlined />,
            run: create,
          },
        ]
      : [],
  );
  return (
    <Page
      title={t("dashboard.title")}
      below={t("dashboard.words")}
      actions={
        mayCreate && (
          <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} onClick={create}>
            {t("projects.create")}
          </Button>
        )
      }
    >
      {dashboard.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {dashboard.isError && (
        <ProblemAlert
          problem={asProblem(dashboard.error)}
          onRetry={() => void dashboard.refetch()}
        />
      )}
      {dashboard.data && (
        <DashboardView dashboard={dashboard.data} onCreate={mayCreate ? create : null} />
      )}
      <CreateProjectDialog
        open={creating}
        onClose={() => setCreating(false)}
        onCreated={(id) => void navigate(paths.project(id))}
      />
    </Page>
  );
}

interface DashboardViewProps {
  dashboard: Dashboard;
  onCreate: (() => void) | null;
}

function DashboardView({ dashboard, onCreate }: DashboardViewProps) {
  const { t } = useTranslation();
  const { projects, requirements, board, waitingReviews, recentGenerations, figures, budgets } =
    dashboard;
  const zone = localZone();
  const span = {
    projectId: null,
    zone,
    from: dayIn(zone, new Date(dashboard.figuresFrom)),
    to: dayIn(zone, new Date(Date.parse(dashboard.figuresTo) - 1)),
  };
  const own = (
    <Section id="projects" title={t("projects.title")} more={paths.projects()}>
      {projects.length > 0 ? (
        <ProjectCards projects={projects} />
      ) : (
        <NoProjects q="" archived={false} onCreate={onCreate} />
      )}
    </Section>
  );
  if (projects.length === 0) return own;
  return (
    <>
      <Section id="figures" title={t("dashboard.figures")} more={paths.statistics()}>
        <FigureTiles figures={figures} span={span} headlines />
      </Section>
      {budgets.length > 0 && (
        <section className="cm-section" aria-labelledby="budgets">
          <div className="cm-section-head">
            <h2 id="budgets">{t("budget.title")}</h2>
          </div>
          <BudgetList budgets={budgets} />
        </section>
      )}
      <Section id="states" title={t("dashboard.states")} more={paths.requirements()}>
        <StatusCounts columns={board.columns} />
      </Section>
      <div className="cm-columns cm-dashboard">
        <div className="cm-column-main">
          <WaitingReviews reviews={waitingReviews} />
          <Section
            id="mine"
            title={t("dashboard.mine")}
            more={paths.requirements({ mine: "true" })}
            none={requirements.length === 0 && t("dashboard.noneMine")}
          >
            <ul className="cm-list" aria-label={t("dashboard.mine")}>
              {requirements.map((requirement) => (
                <RequirementItem key={requirement.id} requirement={requirement} />
              ))}
            </ul>
          </Section>
        </div>
        <div className="cm-column-main">
          <Section
            id="recent"
            title={t("dashboard.recent")}
            more={paths.generations()}
            none={recentGenerations.length === 0 && t("dashboard.noneRecent")}
          >
            <ul className="cm-list" aria-label={t("dashboard.recent")}>
              {recentGenerations.map((task) => (
                <GenerationItem key={task.id} task={task} named />
              ))}
            </ul>
          </Section>
        </div>
      </div>
      {own}
    </>
  );
}

interface SectionProps {
  id: string;
  title: string;
  more: string;
  /** What is said in place of the content, where there is none. */
  none?: string | false;
  children: React.ReactNode;
}

function Section({ id, title, more, none, children }: SectionProps) {
  const { t } = useTranslation();
  return (
    <section className="cm-section" aria-labelledby={id}>
      <div className="cm-section-head">
        <h2 id={id}>{title}</h2>
        <Link to={more} aria-label={`${t("dashboard.all")}: ${title}`}>
          {t("dashboard.all")}
        </Link>
      </div>
      {none ? <p className="cm-muted">{none}</p> : children}
    </section>
  );
}
