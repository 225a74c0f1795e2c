import { ClockCircleOutlined, ReloadOutlined } from "@ant-design/icons";
import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import type { GenerationDetails } from "@/api/types";
import { formatClock } from "@/lib/format";
import { useNow } from "@/ui/use-now";
import { useWords } from "@/ui/words";
import { useRetry } from "./run-actions";

/** What the reader has to know before the transcript: why it waits, or why it failed. */
export function RunBanner({ task }: { task: GenerationDetails }) {
  if (task.status === "FAILED") return <FailureAlert task={task} />;
  if (task.retryAt) return <RetryCountdown retryAt={task.retryAt} attempt={task.attempt} />;
  if (task.status === "PENDING") return <QueuePlace position={task.queuePosition ?? null} />;
  return null;
}

function FailureAlert({ task }: { task: GenerationDetails }) {
  const { t } = useTranslation();
  const words = useWords();
  const { retry, retrying } = useRetry(task);
  const failure = task.failure ?? { code: "unknown", message: "", retryable: true };
  const { code, message, retryable } = failure;
  const title = words(`failure.${code}.title`, message || t("failure.unknown.title"));
  const advice = words(
    `failure.${code}.advice`,
    retryable ? t("failure.unknown.adviceRetry") : t("failure.unknown.advice"),
  );
  const phase = task.failure?.phase;
  return (
    <Alert
      type="error"
      showIcon
      className="cm-banner"
      title={title}
      description={
        <div className="cm-failure">
          {message && message !== title && <p>{message}</p>}
          <p>{advice}</p>
          <p className="cm-muted">
            {phase && `${t("failure.phase", { phase: words(`codegen.steps.${phase}`, phase) })} · `}
            {t("failure.attempt", { attempt: task.attempt })} ·{" "}
            <code className="cm-inline-code">{code}</code>
          </p>
        </div>
      }
      action={
        <Button
          type={retryable ? "primary" : "default"}
          icon={<ReloadOutlined aria-hidden="true" />}
          onClick={retry}
          loading={retrying}
        >
          {t("codegen.retry")}
        </Button>
      }
    />
  );
}

function RetryCountdown({ retryAt, attempt }: { retryAt: string; attempt: number }) {
  const { t } = useTranslation();
  const now = useNow(true);
  const left = Date.parse(retryAt) - now;
  return (
    <Alert
      type="warning"
      showIcon
      className="cm-banner"
      icon={<ClockCircleOutlined aria-hidden="true" />}
      title={
        left > 0
          ? t("codegen.retryIn", { time: formatClock(left), attempt: attempt + 1 })
          : t("codegen.retryNow", { attempt: attempt + 1 })
      }
    />
  );
}

function QueuePlace({ position }: { position: number | null }) {
  const { t } = useTranslation();
  return (
    <Alert
      type="info"
      showIcon
      className="cm-banner"
      icon={<ClockCircleOutlined aria-hidden="true" />}
      title={
        position && position > 1
          ? t("codegen.queueBehind", { count: position - 1 })
          : t("codegen.queueNext")
      }
    />
  );
}
