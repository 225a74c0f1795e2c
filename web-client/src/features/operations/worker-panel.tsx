import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useWorkers } from "@/api/operations";
import { asProblem } from "@/api/problem";
import type { Workers } from "@/api/types";
import { formatAgo } from "@/lib/format";
import { paths } from "@/lib/paths";
import { usePreferences } from "@/ui/preferences";
import { ProblemAlert } from "@/ui/problem-alert";
import { StateTag } from "@/ui/state-tag";
import { useNow } from "@/ui/use-now";

type Worker = Workers["workers"][number];
type Run = Worker["runs"][number];
type ProjectQueue = Workers["queue"]["projects"][number];

/** Who works on what, and what waits. */
export function WorkerPanel() {
  const { t } = useTranslation();
  const workers = useWorkers();
  if (workers.isPending) return <Skeleton active paragraph={{ rows: 3 }} />;
  if (workers.isError) {
    return (
      <ProblemAlert problem={asProblem(workers.error)} onRetry={() => void workers.refetch()} />
    );
  }
  const { queue } = workers.data;
  return (
    <div className="cm-operations-columns">
      <section aria-labelledby="workers-title">
        <h3 id="workers-title">{t("operations.workers")}</h3>
        {workers.data.workers.map((worker) => (
          <WorkerRuns key={worker.id} worker={worker} />
        ))}
      </section>
      <section aria-labelledby="queue-title">
        <h3 id="queue-title">{t("operations.queue")}</h3>
        {queue.waiting === 0 && <p className="cm-muted">{t("operations.queueEmpty")}</p>}
        {queue.projects.map((project) => (
          <ProjectRuns key={project.projectId} project={project} />
        ))}
      </section>
    </div>
  );
}

function WorkerRuns({ worker }: { worker: Worker }) {
  const { t } = useTranslation();
  return (
    <div className="cm-operations-group">
      <p>
        <code>{worker.id.slice(-12)}</code>{" "}
        {worker.here && <span className="cm-muted">{t("operations.here")}</span>}{" "}
        <StateTag
          tone={worker.running > 0 ? "active" : "neutral"}
          label={
            worker.limit === null || worker.limit === undefined
              ? t("operations.slotsUnknown", { running: worker.running })
              : t("operations.slots", { running: worker.running, limit: worker.limit })
          }
        />
      </p>
      <ul className="cm-operations-runs">
        {worker.runs.map((run) => (
          <li key={run.id}>
            <RunLink run={run} /> <Since at={run.startedAt ?? null} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function ProjectRuns({ project }: { project: ProjectQueue }) {
  const { t } = useTranslation();
  return (
    <div className="cm-operations-group">
      <p>
        <Link to={paths.project(project.projectId)}>{project.projectName}</Link>{" "}
        <span className="cm-muted">{t("operations.waitingRuns", { count: project.waiting })}</span>
      </p>
      <ul className="cm-operations-runs">
        {project.runs.map((run) => (
          <li key={run.id}>
            <span className="cm-muted">{t("operations.place", { place: run.place })}</span>{" "}
            <RunLink run={run} /> <Since at={run.queuedAt} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function RunLink({ run }: { run: Pick<Run, "id" | "kind" | "title"> }) {
  const { t } = useTranslation();
  return (
    <Link
      to={run.kind === "GENERATION" ? paths.generation(run.id) : paths.inspection(run.id)}
      className="cm-break"
    >
      {t(`operations.runs.${run.kind}`)} · {run.title}
    </Link>
  );
}

function Since({ at }: { at: string | null }) {
  const language = usePreferences((preferences) => preferences.language);
  const now = useNow(true);
  return at && <span className="cm-muted">{formatAgo(at, now, language)}</span>;
}
