import { CheckOutlined } from "@ant-design/icons";
import { Button, Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { useReadNotices, useUnreadCount } from "@/api/notices";
import { NoticeList } from "@/features/notices/notice-list";
import { useCommands } from "@/ui/commands";
import { Page } from "@/ui/page";
import { useDocumentTitle } from "@/ui/use-document-title";

export function InboxPage() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const unread = search.get("unread") === "true";
  const count = useUnreadCount().data?.unread ?? 0;
  const read = useReadNotices();
  const readAll = () => read.mutate({ all: true });
  useDocumentTitle(t("notices.title"));
  useCommands(
    count > 0
      ? [
          {
            id: "read-all",
            label: t("notices.readAll"),
            group: "do",
            icon: <CheckOutlined />,
            run: readAll,
          },
        ]
      : [],
  );
  return (
    <Page
      title={t("notices.title")}
      below={t("notices.words")}
      actions={
        <Button
          icon={<CheckOutlined aria-hidden="true" />}
          disabled={count === 0}
          loading={read.isPending}
          onClick={readAll}
        >
          {t("notices.readAll")}
        </Button>
      }
    >
      <div className="cm-filters">
        <Segmented
          value={unread ? "unread" : "all"}
          aria-label={t("notices.show")}
          options={[
            { value: "all", label: t("notices.all") },
            { value: "unread", label: t("notices.unreadOnly") },
          ]}
          onChange={(value) => setSearch(value === "unread" ? { unread: "true" } : {})}
        />
      </div>
      <NoticeList unread={unread} />
    </Page>
  );
}
