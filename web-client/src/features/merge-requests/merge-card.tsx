import { BranchesOutlined, PullRequestOutlined } from "@ant-design/icons";
import { Alert, Button, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { useIdempotencyKey } from "@/api/idempotency";
import { useMergeRequest, useOpenMergeRequest } from "@/api/merge-requests";
import { asProblem } from "@/api/problem";
import type { MergeRequest, RequirementStatus } from "@/api/types";
import { formatAgo } from "@/lib/format";
import type { Tone } from "@/lib/tones";
import { usePreferences } from "@/ui/preferences";
import { ProblemAlert } from "@/ui/problem-alert";
import { StateTag } from "@/ui/state-tag";
import { useNow } from "@/ui/use-now";
import { useWords } from "@/ui/words";
import { ConflictFiles } from "./conflict-files";
import { MergeHere } from "./merge-here";

const TONES = {
  OPENED: "active",
  MERGED: "success",
  CLOSED: "warning",
} as const satisfies Record<string, Tone>;

const APPROVED: readonly RequirementStatus[] = ["APPROVED", "MERGE_REQUESTED", "MERGED"];

interface MergeCardProps {
  taskId: string;
  /** Of the requirement: before its approval there is nothing to ask for. */
  status: RequirementStatus;
  mayMerge: boolean;
}

/** How the change gets into its target branch. */
export function MergeCard({ taskId, status, mayMerge }: MergeCardProps) {
  const { t } = useTranslation();
  const approved = APPROVED.includes(status);
  const found = useMergeRequest(taskId, status);
  const { data } = found;
  return (
    <section className="cm-merge" aria-label={t("merge.title")}>
      <h2>
        <PullRequestOutlined aria-hidden="true" /> {t("merge.title")}
      </h2>
      {found.isPending && <Skeleton active title={false} paragraph={{ rows: 1 }} />}
      {found.isError && (
        <ProblemAlert problem={asProblem(found.error)} onRetry={() => void found.refetch()} />
      )}
      {data && <Found taskId={taskId} request={data} mayMerge={mayMerge} />}
      {data === null && !approved && <p className="cm-muted">{t("merge.notYet")}</p>}
      {data === null && approved && <Opening taskId={taskId} mayOpen={mayMerge} />}
    </section>
  );
}

interface OpenButtonProps {
  taskId: string;
  label: string;
}

function OpenButton({ taskId, label }: OpenButtonProps) {
  const open = useOpenMergeRequest(taskId);
  const { keyFor } = useIdempotencyKey();
  return (
    <>
      <Button
        size="small"
        loading={open.isPending}
        onClick={() => open.mutate(keyFor({ at: Date.now() }))}
      >
        {label}
      </Button>
      {open.isError && <ProblemAlert problem={asProblem(open.error)} />}
    </>
  );
}

function Opening({ taskId, mayOpen }: { taskId: string; mayOpen: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="cm-merge-line" role="status">
      <span className="cm-dot cm-dot-pulse cm-tone-active" aria-hidden="true" />
      <span>{t("merge.opening")}</span>
      {mayOpen && <OpenButton taskId={taskId} label={t("merge.open")} />}
    </div>
  );
}

interface FoundProps {
  taskId: string;
  request: MergeRequest;
  mayMerge: boolean;
}

function Found({ taskId, request, mayMerge }: FoundProps) {
  const { t } = useTranslation();
  const { state, failure, mergeable, canMergeHere, platform } = request;
  if (state === "REQUESTED") {
    return failure ? (
      <Failed taskId={taskId} failure={failure} title={t("merge.failed")} mayOpen={mayMerge} />
    ) : (
      <Opening taskId={taskId} mayOpen={mayMerge} />
    );
  }
  const open = state === "OPENED";
  return (
    <>
      <Facts request={request} state={state} />
      {failure && (
        <Failed
          taskId={taskId}
          failure={failure}
          title={t("merge.lastFailed")}
          mayOpen={mayMerge && !canMergeHere}
        />
      )}
      {open && mergeable === false && !failure && (
        <Alert type="warning" showIcon title={t("merge.conflicts")} />
      )}
      {open && canMergeHere && mayMerge && <MergeHere taskId={taskId} request={request} />}
      {open && !canMergeHere && platform !== "GIT" && (
        <p className="cm-muted">
          {t("merge.onPlatform", { platform: t(`repositories.platforms.${platform}`) })}
        </p>
      )}
      {state === "CLOSED" && (
        <div className="cm-merge-line">
          <span className="cm-muted">{t("merge.closedWords")}</span>
          {mayMerge && <OpenButton taskId={taskId} label={t("merge.openAgain")} />}
        </div>
      )}
    </>
  );
}

interface FactsProps {
  request: MergeRequest;
  state: keyof typeof TONES;
}

function Facts({ request, state }: FactsProps) {
  const { t } = useTranslation();
  const language = usePreferences((preferences) => preferences.language);
  const now = useNow(false);
  const { platform, number, url, title, sourceBranch, targetBranch, openedAt, mergedAt } = request;
  const sign = platform === "GITLAB" ? "!" : "#";
  const name = number ? `${sign}${number}` : title;
  return (
    <>
      <p className="cm-merge-line">
        <StateTag tone={TONES[state]} label={t(`merge.states.${state}`)} />
        {url ? (
          <a href={url} target="_blank" rel="noopener noreferrer">
            {t(`repositories.platforms.${platform}`)} {name}
          </a>
        ) : (
          <span className="cm-muted">{t(`repositories.platforms.${platform}`)}</span>
        )}
        {mergedAt ? (
          <span className="cm-muted">
            {t("merge.mergedAgo", { ago: formatAgo(mergedAt, now, language) })}
          </span>
        ) : (
          openedAt && (
            <span className="cm-muted">
              {t("merge.openedAgo", { ago: formatAgo(openedAt, now, language) })}
            </span>
          )
        )}
      </p>
      <p className="cm-mono cm-break cm-merge-branches">
        <BranchesOutlined aria-hidden="true" /> {sourceBranch}{" "}
        <span className="cm-muted">{t("merge.into", { target: targetBranch })}</span>
      </p>
    </>
  );
}

interface FailedProps {
  taskId: string;
  failure: NonNullable<MergeRequest["failure"]>;
  title: string;
  mayOpen: boolean;
}

function Failed({ taskId, failure, title, mayOpen }: FailedProps) {
  const { t } = useTranslation();
  const words = useWords();
  const language = usePreferences((preferences) => preferences.language);
  const now = useNow(false);
  const { code, message, retryAt, paths } = failure;
  const sentence = words(`problem.${code}`, message);
  return (
    <Alert
      type="error"
      showIcon
      title={title}
      description={
        <>
          <p>{sentence}</p>
          {message && message !== sentence && <p className="cm-muted cm-break">{message}</p>}
          <ConflictFiles paths={paths} />
          {retryAt && <p>{t("merge.retryAt", { ago: formatAgo(retryAt, now, language) })}</p>}
          <p>
            <code className="cm-inline-code">{code}</code>
          </p>
          {mayOpen && <OpenButton taskId={taskId} label={t("common.tryAgain")} />}
        </>
      }
    />
  );
}
