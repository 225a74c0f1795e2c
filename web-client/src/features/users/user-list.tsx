import { TeamOutlined } from "@ant-design/icons";
import { Button, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { itemsOf } from "@/api/pages";
import { asProblem } from "@/api/problem";
import { type UserFilter, useUsers } from "@/api/users";
import { EmptyState } from "@/ui/empty-state";
import { ProblemAlert } from "@/ui/problem-alert";
import { UserItem } from "./user-item";

interface UserListProps {
  filter: UserFilter;
  meId: string;
}

export function UserList({ filter, meId }: UserListProps) {
  const { t } = useTranslation();
  const users = useUsers(filter);
  if (users.isPending) return <Skeleton active paragraph={{ rows: 5 }} />;
  if (users.isError) {
    return <ProblemAlert problem={asProblem(users.error)} onRetry={() => void users.refetch()} />;
  }
  const items = itemsOf(users.data);
  if (items.length === 0) {
    return (
      <EmptyState icon={<TeamOutlined aria-hidden="true" />} title={t("users.noneFound")}>
        {t("users.noneFoundWords")}
      </EmptyState>
    );
  }
  return (
    <>
      <ul className="cm-list" aria-label={t("users.title")}>
        {items.map((user) => (
          <UserItem key={user.id} user={user} me={user.id === meId} />
        ))}
      </ul>
      {users.hasNextPage && (
        <Button loading={users.isFetchingNextPage} onClick={() => void users.fetchNextPage()}>
          {t("common.more")}
        </Button>
      )}
    </>
  );
}
