import { RightOutlined, RobotOutlined } from "@ant-design/icons";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useGenerations } from "@/api/codegen";
import { asProblem } from "@/api/problem";
import { type GenerationDetails, isFinished } from "@/api/types";
import { formatAgo, formatCost, formatDuration } from "@/lib/format";
import { paths } from "@/lib/paths";
import { generationTones } from "@/lib/tones";
import { DemoBadge } from "@/ui/badge";
import { EmptyState } from "@/ui/empty-state";
import { usePreferences } from "@/ui/preferences";
import { ProblemAlert } from "@/ui/problem-alert";
import { StateTag } from "@/ui/state-tag";
import { useNow } from "@/ui/use-now";
import { useWords } from "@/ui/words";

export function GenerationList({ requirementId }: { requirementId: string }) {
  const { t } = useTranslation();
  const generations = useGenerations(requirementId);
  if (generations.isPending) return <Skeleton active paragraph={{ rows: 2 }} />;
  if (generations.isError) {
    return (
      <ProblemAlert
        problem={asProblem(generations.error)}
        onRetry={() => void generations.refetch()}
      />
    );
  }
  const { items } = generations.data;
  if (items.length === 0) {
    return (
      <EmptyState icon={<RobotOutlined aria-hidden="true" />} title={t("codegen.empty")}>
        {t("codegen.emptyWords")}
      </EmptyState>
    );
  }
  return (
    <ul className="cm-list" aria-label={t("codegen.title")}>
      {items.map((task) => (
        <GenerationItem key={task.id} task={task} />
      ))}
    </ul>
  );
}

interface GenerationItemProps {
  task: GenerationDetails;
  /** In a list of several requirements each says its own. */
  named?: boolean;
}

export function GenerationItem({ task, named = false }: GenerationItemProps) {
  const { t } = useTranslation();
  const words = useWords();
  const language = usePreferences((preferences) => preferences.language);
  const running = !isFinished(task.status);
  const now = useNow(running);
  const { stat, usage, failure } = task;
  return (
    <li>
      <Link to={paths.generation(task.id)} className="cm-list-item cm-list-link">
        <span className="cm-list-main">
          <span className="cm-list-title">
            <StateTag
              tone={generationTones[task.status]}
              label={t(`codegen.statuses.${task.status}`)}
              pulse={running}
            />
            {named && (
              <span>
                <span className="cm-key">{task.requirementKey}</span> {task.requirementTitle}
              </span>
            )}
            {task.demo && <DemoBadge label={t("common.demoModel")} />}
            {running && <span className="cm-watch">{t("codegen.watch")}</span>}
          </span>
          <span className="cm-muted cm-list-facts">
            <span>{formatAgo(task.createdAt, now, language)}</span>
            <span>{task.requestedBy?.name}</span>
            {task.attempt > 1 && <span>{t("codegen.attempt", { attempt: task.attempt })}</span>}
            {usage && <span>{formatDuration(usage.durationMs)}</span>}
            {usage && <span>{formatCost(usage.costUsd)}</span>}
            {stat && (
              <span>
                {t("codegen.files", { count: stat.files })}{" "}
                <span className="cm-tone-success">+{stat.additions}</span>{" "}
                <span className="cm-tone-danger">−{stat.deletions}</span>
              </span>
            )}
            {failure && <span>{words(`failure.${failure.code}.title`, failure.message)}</span>}
          </span>
        </span>
        <RightOutlined className="cm-muted" aria-hidden="true" />
      </Link>
    </li>
  );
}
