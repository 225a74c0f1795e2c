import { ClusterOutlined, ReloadOutlined } from "@ant-design/icons";
import { Alert, Button, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useAnalyse, useAnalysis } from "@/api/analysis";
import { useIdempotencyKey } from "@/api/idempotency";
import { asProblem } from "@/api/problem";
import type { Analysis } from "@/api/types";
import { formatAgo, formatCost } from "@/lib/format";
import { paths } from "@/lib/paths";
import type { Tone } from "@/lib/tones";
import { CodeBlock } from "@/ui/code-block";
import { EmptyState } from "@/ui/empty-state";
import { usePreferences } from "@/ui/preferences";
import { ProblemAlert } from "@/ui/problem-alert";
import { StateTag } from "@/ui/state-tag";
import { useTellProblem } from "@/ui/use-confirm";
import { useNow } from "@/ui/use-now";
import { useWords } from "@/ui/words";
import { AnalysisReport } from "./analysis-report";

const TONES = {
  NONE: "neutral",
  QUEUED: "neutral",
  RUNNING: "active",
  COMPLETED: "success",
  FAILED: "danger",
} as const satisfies Record<Analysis["status"], Tone>;

interface AnalysisPanelProps {
  repositoryId: string;
  mayAnalyse: boolean;
}

/** What an agent says that the repository is made of, and how far it is with reading. */
export function AnalysisPanel({ repositoryId, mayAnalyse }: AnalysisPanelProps) {
  const { t } = useTranslation();
  const analysis = useAnalysis(repositoryId);
  const { data } = analysis;
  const button = data && mayAnalyse && (
    <AnalyseButton repositoryId={repositoryId} status={data.status} />
  );
  return (
    <section className="cm-section" aria-labelledby="analysis">
      <div className="cm-section-head">
        <h2 id="analysis">{t("analysis.title")}</h2>
        {data?.status !== "NONE" && button}
      </div>
      <p className="cm-muted cm-gap-below">{t("analysis.words")}</p>
      {analysis.isPending && <Skeleton active />}
      {analysis.isError && (
        <ProblemAlert problem={asProblem(analysis.error)} onRetry={() => void analysis.refetch()} />
      )}
      {data?.status === "NONE" && (
        <EmptyState
          icon={<ClusterOutlined aria-hidden="true" />}
          title={t("analysis.none")}
          action={button}
        >
          {mayAnalyse ? t("analysis.noneWords") : t("analysis.noneForOthers")}
        </EmptyState>
      )}
      {data && data.status !== "NONE" && (
        <>
          <Standing analysis={data} back={paths.repository(repositoryId)} />
          {data.status === "FAILED" && <Failed analysis={data} />}
          {data.result && <AnalysisReport result={data.result} />}
        </>
      )}
    </section>
  );
}

interface AnalyseButtonProps {
  repositoryId: string;
  status: Analysis["status"];
}

function AnalyseButton({ repositoryId, status }: AnalyseButtonProps) {
  const { t } = useTranslation();
  const tell = useTellProblem(asProblem);
  const analyse = useAnalyse(repositoryId);
  const { keyFor } = useIdempotencyKey();
  const busy = status === "QUEUED" || status === "RUNNING";
  const first = status === "NONE";
  return (
    <Button
      type={first ? "primary" : "default"}
      icon={first ? <ClusterOutlined aria-hidden="true" /> : <ReloadOutlined aria-hidden="true" />}
      loading={analyse.isPending}
      disabled={busy}
      onClick={() =>
        analyse.mutate({ force: !first, key: keyFor({ at: Date.now() }) }, { onError: tell })
      }
    >
      {first ? t("analysis.start") : t("analysis.again")}
    </Button>
  );
}

interface StandingProps {
  analysis: Analysis;
  back: string;
}

function Standing({ analysis, back }: StandingProps) {
  const { t } = useTranslation();
  const language = usePreferences((preferences) => preferences.language);
  const { status, commit, finishedAt, costUsd, runId, queuePosition, requestedBy, stale } =
    analysis;
  const busy = status === "QUEUED" || status === "RUNNING";
  const now = useNow(busy);
  const behind = (queuePosition ?? 1) - 1;
  return (
    <div className="cm-analysis-standing" role={busy ? "status" : undefined}>
      <StateTag
        tone={TONES[status]}
        label={t(`analysis.statuses.${status}`)}
        pulse={status === "RUNNING"}
      />
      {status === "QUEUED" && (
        <span>
          {behind > 0 ? t("analysis.queueBehind", { count: behind }) : t("analysis.queueNext")}
        </span>
      )}
      {status === "RUNNING" && <span>{t("analysis.running")}</span>}
      <span className="cm-muted cm-list-facts">
        {commit && (
          <span className="cm-mono">{t("analysis.commit", { commit: commit.slice(0, 8) })}</span>
        )}
        {finishedAt && <span>{formatAgo(finishedAt, now, language)}</span>}
        {typeof costUsd === "number" && <span>{formatCost(costUsd)}</span>}
        {requestedBy && <span>{t("analysis.by", { name: requestedBy.name })}</span>}
      </span>
      {runId && (
        <Link to={paths.inspection(runId, back)}>
          {busy ? t("analysis.watch") : t("analysis.transcript")}
        </Link>
      )}
      {stale && <span className="cm-tag cm-tag-warning">{t("analysis.stale")}</span>}
    </div>
  );
}

function Failed({ analysis: { failure, rawAnswer } }: { analysis: Analysis }) {
  const { t } = useTranslation();
  const words = useWords();
  if (!failure) return null;
  const { code, message } = failure;
  const title = words(`failure.${code}.title`, message);
  return (
    <>
      <Alert
        type="error"
        showIcon
        className="cm-gap-below"
        title={title || t("analysis.failed")}
        description={
          <div className="cm-failure">
            {message && message !== title && <p className="cm-break">{message}</p>}
            <p>{words(`failure.${code}.advice`, "")}</p>
            <p>
              <code className="cm-inline-code">{code}</code>
            </p>
          </div>
        }
      />
      {rawAnswer && (
        <details className="cm-details">
          <summary>{t("analysis.rawAnswer")}</summary>
          <CodeBlock code={rawAnswer} label={t("analysis.rawAnswer")} />
        </details>
      )}
    </>
  );
}
