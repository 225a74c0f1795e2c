import { RobotOutlined } from "@ant-design/icons";
import { Button, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { useGenerationList } from "@/api/codegen";
import { itemsOf } from "@/api/pages";
import { asProblem } from "@/api/problem";
import { GenerationFilters } from "@/features/codegen/generation-filters";
import { GenerationItem } from "@/features/codegen/generation-list";
import { EmptyState } from "@/ui/empty-state";
import { Page } from "@/ui/page";
import { ProblemAlert } from "@/ui/problem-alert";
import { useDocumentTitle } from "@/ui/use-document-title";

/** The generations of all projects that the reader belongs to. The filter is the address. */
export function GenerationsPage() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const generations = useGenerationList(Object.fromEntries(search));
  const items = itemsOf(generations.data);
  useDocumentTitle(t("generations.title"));
  return (
    <Page title={t("generations.title")} below={t("generations.words")}>
      <GenerationFilters
        search={search}
        example={items[0]}
        onSearch={(next) => setSearch(next, { replace: true })}
      />
      {generations.isPending && <Skeleton active paragraph={{ rows: 4 }} />}
      {generations.isError && (
        <ProblemAlert
          problem={asProblem(generations.error)}
          onRetry={() => void generations.refetch()}
        />
      )}
      {generations.isSuccess && items.length === 0 && (
        <EmptyState icon={<RobotOutlined aria-hidden="true" />} title={t("generations.none")}>
          {t("generations.noneWords")}
        </EmptyState>
      )}
      {items.length > 0 && (
        <ul className="cm-list" aria-label={t("generations.title")}>
          {items.map((task) => (
            <GenerationItem key={task.id} task={task} named />
          ))}
        </ul>
      )}
      {generations.hasNextPage && (
        <Button
          loading={generations.isFetchingNextPage}
          onClick={() => void generations.fetchNextPage()}
        >
          {t("common.more")}
        </Button>
      )}
    </Page>
  );
}
