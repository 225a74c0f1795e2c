import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { useWords } from "./words";

export interface ProblemLike {
  status: number;
  code: string;
  detail: string | null;
  traceId: string | null;
}

export function useProblemWords(): (problem: ProblemLike) => string {
  const { t } = useTranslation();
  const words = useWords();
  return (problem) => {
    const byStatus = words(`problem.http.${problem.status}`, "");
    const fallback = problem.detail ?? (byStatus || t("problem.unknown"));
    return words(`problem.${problem.code}`, fallback);
  };
}

interface ProblemAlertProps {
  problem: ProblemLike;
  onRetry?: (() => void) | undefined;
}

/** A refusal in words: what happened, what to do, and the trace id for who looks into it. */
export function ProblemAlert({ problem, onRetry }: ProblemAlertProps) {
  const { t } = useTranslation();
  const sentence = useProblemWords()(problem);
  const detail = problem.detail && problem.detail !== sentence ? problem.detail : null;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={sentence}
      description={
        (detail || problem.traceId) && (
          <>
            {detail && <div>{detail}</div>}
            {problem.traceId && (
              <small className="cm-muted">{t("problem.trace", { id: problem.traceId })}</small>
            )}
          </>
        )
      }
      action={
        onRetry && (
          <Button size="small" onClick={onRetry}>
            {t("common.tryAgain")}
          </Button>
        )
      }
    />
  );
}
