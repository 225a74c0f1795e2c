import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { asProblem } from "@/api/problem";
import { useStatistics } from "@/api/statistics";
import { ChartList } from "@/features/statistics/chart-list";
import { FailurePanel, VerdictPanel } from "@/features/statistics/failure-panel";
import { FigureTiles } from "@/features/statistics/figure-tiles";
import { RangeField } from "@/features/statistics/range-field";
import { ShareTable } from "@/features/statistics/share-table";
import { Page } from "@/ui/page";
import { ProblemAlert } from "@/ui/problem-alert";
import { useDocumentTitle } from "@/ui/use-document-title";
import { useStatisticsFilter } from "../statistics-filter";

/** What the work amounts to; each figure leads to the list that it counts. */
export function StatisticsPage() {
  const { t } = useTranslation();
  const { filter, days, onDays, onFilter } = useStatisticsFilter();
  const statistics = useStatistics(filter);
  useDocumentTitle(t("statistics.title"));
  const { data } = statistics;
  return (
    <Page title={t("statistics.title")} below={t("statistics.words", { zone: filter.zone })}>
      <RangeField filter={filter} days={days} onDays={onDays} onFilter={onFilter} />
      {statistics.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {statistics.isError && (
        <ProblemAlert
          problem={asProblem(statistics.error)}
          onRetry={() => void statistics.refetch()}
        />
      )}
      {data && (
        <div className="cm-statistics" aria-busy={statistics.isFetching}>
          <FigureTiles figures={data.totals} span={filter} />
          <ChartList statistics={data} />
          <div className="cm-charts">
            <FailurePanel figures={data.totals} span={filter} />
            <VerdictPanel statistics={data} span={filter} />
          </div>
          <ShareTable by="project" shares={data.byProject} span={filter} />
          <ShareTable by="person" shares={data.byPerson} span={filter} />
          <ShareTable by="model" shares={data.byModel} span={filter} />
        </div>
      )}
    </Page>
  );
}
