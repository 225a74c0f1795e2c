import { InboxOutlined } from "@ant-design/icons";
import { Button, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { useNotices, useReadNotices } from "@/api/notices";
import { itemsOf } from "@/api/pages";
import { asProblem } from "@/api/problem";
import { EmptyState } from "@/ui/empty-state";
import { ProblemAlert } from "@/ui/problem-alert";
import { NoticeItem } from "./notice-item";

/** What happened, the newest first. */
export function NoticeList({ unread }: { unread: boolean }) {
  const { t } = useTranslation();
  const notices = useNotices(unread);
  const read = useReadNotices();
  if (notices.isPending) return <Skeleton active />;
  if (notices.isError) {
    return (
      <ProblemAlert problem={asProblem(notices.error)} onRetry={() => void notices.refetch()} />
    );
  }
  const items = itemsOf(notices.data);
  if (items.length === 0) {
    return (
      <EmptyState
        icon={<InboxOutlined aria-hidden="true" />}
        title={unread ? t("notices.noneUnread") : t("notices.empty")}
      >
        {unread ? t("notices.noneUnreadWords") : t("notices.emptyWords")}
      </EmptyState>
    );
  }
  return (
    <>
      <ul className="cm-list" aria-label={t("notices.title")}>
        {items.map((notice) => (
          <NoticeItem
            key={notice.id}
            notice={notice}
            onRead={() => read.mutate({ ids: [notice.id] })}
          />
        ))}
      </ul>
      {notices.hasNextPage && (
        <Button loading={notices.isFetchingNextPage} onClick={() => void notices.fetchNextPage()}>
          {t("common.more")}
        </Button>
      )}
    </>
  );
}
