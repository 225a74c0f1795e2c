import { SwapOutlined } from "@ant-design/icons";
import { Button, Select, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { itemsOf } from "@/api/pages";
import { asProblem } from "@/api/problem";
import { useHistory } from "@/api/requirement-context";
import type { HistoryEntry, RequirementDetails } from "@/api/types";
import { formatTime } from "@/lib/format";
import { changesBetween } from "@/lib/versions";
import { usePreferences } from "@/ui/preferences";
import { ProblemAlert } from "@/ui/problem-alert";
import { HistoryChanges } from "./history-changes";
import { HistoryItem } from "./history-item";

export function HistoryPanel({ requirement }: { requirement: RequirementDetails }) {
  const { t } = useTranslation();
  const history = useHistory(requirement.id);
  const [comparing, setComparing] = useState(false);
  if (history.isPending) return <Skeleton active paragraph={{ rows: 4 }} />;
  if (history.isError) {
    return (
      <ProblemAlert problem={asProblem(history.error)} onRetry={() => void history.refetch()} />
    );
  }
  const entries = itemsOf(history.data);
  return (
    <section className="cm-section" aria-labelledby="history">
      <div className="cm-section-head">
        <h2 id="history">{t("history.title")}</h2>
        {entries.length > 1 && (
          <Button
            icon={<SwapOutlined aria-hidden="true" />}
            aria-expanded={comparing}
            onClick={() => setComparing(!comparing)}
          >
            {comparing ? t("history.compareEnd") : t("history.compare")}
          </Button>
        )}
      </div>
      {comparing && <Comparison projectId={requirement.projectId} entries={entries} />}
      <ol className="cm-list" aria-label={t("history.title")}>
        {entries.map((entry) => (
          <HistoryItem key={entry.version} entry={entry} projectId={requirement.projectId} />
        ))}
      </ol>
      {history.hasNextPage && (
        <Button loading={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
          {t("common.more")}
        </Button>
      )}
    </section>
  );
}

interface ComparisonProps {
  projectId: string;
  /** Newest first. */
  entries: HistoryEntry[];
}

/** Any two versions side by side, as one readable text. */
function Comparison({ projectId, entries }: ComparisonProps) {
  const { t } = useTranslation();
  const language = usePreferences((preferences) => preferences.language);
  const newest = entries[0]?.version ?? 0;
  const oldest = entries.at(-1)?.version ?? 0;
  const [from, setFrom] = useState(oldest);
  const [to, setTo] = useState(newest);
  const options = entries.map(({ version, at }) => ({
    value: version,
    label: t("history.versionAt", { version, time: formatTime(at, language) }),
  }));
  const changes = changesBetween(entries, from, to);
  return (
    <div className="cm-card-box cm-gap-below">
      <div className="cm-compare">
        <Select
          value={from}
          aria-label={t("history.from")}
          popupMatchSelectWidth={false}
          onChange={setFrom}
          options={options.filter(({ value }) => value < to)}
        />
        <span aria-hidden="true">→</span>
        <Select
          value={to}
          aria-label={t("history.to")}
          popupMatchSelectWidth={false}
          onChange={setTo}
          options={options.filter(({ value }) => value > from)}
        />
      </div>
      {changes.length === 0 ? (
        <p className="cm-muted">{t("history.same")}</p>
      ) : (
        <HistoryChanges projectId={projectId} changes={changes} />
      )}
    </div>
  );
}
