import {
  CheckCircleFilled,
  CloseCircleFilled,
  InfoCircleOutlined,
  WarningOutlined,
} from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { formatCost, formatDuration, formatTime } from "@/lib/format";
import { usePreferences } from "@/ui/preferences";
import { useWords } from "@/ui/words";
import type { AttemptRow, ErrorRow, NoticeRow, PhaseRow, ResultRow } from "./model/rows";
import { useTranscriptScope } from "./transcript-context";

export function NoticeRowView({ row }: { row: NoticeRow }) {
  const { t } = useTranslation();
  const language = usePreferences((preferences) => preferences.language);
  const { resetsAt } = row.values;
  const values =
    typeof resetsAt === "number"
      ? { ...row.values, until: formatTime(new Date(resetsAt * 1000).toISOString(), language) }
      : { until: "—", ...row.values };
  const loud = row.level === "warning" || row.level === "error";
  return (
    <div className={`cm-notice cm-notice-${row.level}`}>
      {loud ? <WarningOutlined aria-hidden="true" /> : <InfoCircleOutlined aria-hidden="true" />}
      <span className="cm-break">{t(`transcript.notice.${row.code}`, values)}</span>
    </div>
  );
}

export function PhaseRowView({ row }: { row: PhaseRow }) {
  const words = useWords();
  const step = words(`codegen.steps.${row.step}`, row.step);
  return (
    <div className="cm-phase-row">
      <span>
        <strong>{row.step ? step : words(`codegen.statuses.${row.status}`, row.status)}</strong>
        {row.message && <> · {row.message}</>}
      </span>
    </div>
  );
}

export function AttemptRowView({ row }: { row: AttemptRow }) {
  const { t } = useTranslation();
  return (
    <div className="cm-attempt-row">
      <span>{t("transcript.attempt", { attempt: row.attempt })}</span>
    </div>
  );
}

export function ErrorRowView({ row }: { row: ErrorRow }) {
  const words = useWords();
  return (
    <div className="cm-notice cm-notice-error">
      <CloseCircleFilled aria-hidden="true" />
      <span>
        {words(`failure.${row.code}.title`, row.message || row.code)}{" "}
        <code className="cm-inline-code">{row.code}</code>
      </span>
    </div>
  );
}

export function ResultRowView({ row }: { row: ResultRow }) {
  const { t } = useTranslation();
  const words = useWords();
  const { demo } = useTranscriptScope();
  // The agent calls a run that the model's API ended a success, with an error flag beside it.
  const failed =
    row.subtype === "success"
      ? t("transcript.result.failed")
      : words(`transcript.result.${row.subtype}`, t("transcript.result.failed"));
  const title = row.ok ? t("transcript.result.success") : failed;
  return (
    <div className={row.ok ? "cm-result" : "cm-result cm-result-failed"}>
      <span className="cm-result-title">
        {row.ok ? (
          <CheckCircleFilled aria-hidden="true" />
        ) : (
          <CloseCircleFilled aria-hidden="true" />
        )}{" "}
        {title}
      </span>
      <span className="cm-result-facts">
        <span>{t("transcript.result.turns", { count: row.turns })}</span>
        <span>{formatDuration(row.durationMs)}</span>
        <span>{formatCost(row.costUsd)}</span>
        {demo && <span>{t("common.demoModel")}</span>}
      </span>
      {row.message && <span className="cm-break">{row.message}</span>}
    </div>
  );
}
