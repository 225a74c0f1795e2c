import { AuditOutlined } from "@ant-design/icons";
import { Button, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { type AuditFilter, useAuditEntries } from "@/api/audit";
import { itemsOf } from "@/api/pages";
import { asProblem } from "@/api/problem";
import { EmptyState } from "@/ui/empty-state";
import { ProblemAlert } from "@/ui/problem-alert";
import { AuditItem } from "./audit-item";

interface AuditListProps {
  filter: AuditFilter;
  onOpen: (sequence: number) => void;
}

/** What happened, the newest first. */
export function AuditList({ filter, onOpen }: AuditListProps) {
  const { t } = useTranslation();
  const entries = useAuditEntries(filter);
  if (entries.isPending) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (entries.isError) {
    return (
      <ProblemAlert problem={asProblem(entries.error)} onRetry={() => void entries.refetch()} />
    );
  }
  const items = itemsOf(entries.data);
  if (items.length === 0) {
    return (
      <EmptyState icon={<AuditOutlined aria-hidden="true" />} title={t("audit.none")}>
        {t("audit.noneWords")}
      </EmptyState>
    );
  }
  return (
    <>
      <ul className="cm-list" aria-label={t("audit.title")}>
        {items.map((entry) => (
          <AuditItem key={entry.sequence} entry={entry} onOpen={() => onOpen(entry.sequence)} />
        ))}
      </ul>
      {entries.hasNextPage && (
        <Button loading={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>
          {t("common.more")}
        </Button>
      )}
    </>
  );
}
