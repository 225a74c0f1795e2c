import { DiffOutlined } from "@ant-design/icons";
import { Skeleton } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDiff } from "@/api/diff";
import { asProblem } from "@/api/problem";
import { type DiffScope, type GenerationDetails, isFinished } from "@/api/types";
import { EmptyState } from "@/ui/empty-state";
import { ProblemAlert } from "@/ui/problem-alert";

// The diff renderer and its grammars are needed by readers of diffs only.
const DiffView = lazy(() => import("./diff-view").then((module) => ({ default: module.DiffView })));

export function ChangesView({ task }: { task: GenerationDetails }) {
  const { t } = useTranslation();
  const finished = isFinished(task.status);
  const rounds = (task.round ?? 1) > 1;
  const [scope, setScope] = useState<DiffScope>("whole");
  const diff = useDiff(task.id, finished, scope);
  if (!finished) {
    return (
      <EmptyState icon={<DiffOutlined aria-hidden="true" />} title={t("diff.notYet")}>
        {t("diff.notYetWords")}
      </EmptyState>
    );
  }
  if (diff.isPending) return <Skeleton active />;
  const problem = diff.isError ? asProblem(diff.error) : null;
  if (problem && problem.status !== 404) {
    return <ProblemAlert problem={problem} onRetry={() => void diff.refetch()} />;
  }
  if (!diff.data || diff.data.files.length === 0) {
    return (
      <EmptyState icon={<DiffOutlined aria-hidden="true" />} title={t("diff.none")}>
        {t("diff.noneWords")}
      </EmptyState>
    );
  }
  return (
    <Suspense fallback={<Skeleton active />}>
      <DiffView
        key={`${task.attempt} ${scope}`}
        taskId={task.id}
        summary={diff.data}
        scope={scope}
        onScope={rounds ? setScope : null}
      />
    </Suspense>
  );
}
