import { PlusOutlined, SendOutlined } from "@ant-design/icons";
import { Button, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { useEventSubscriptions } from "@/api/event-subscriptions";
import { asProblem } from "@/api/problem";
import { EmptyState } from "@/ui/empty-state";
import { ProblemAlert } from "@/ui/problem-alert";
import { SubscriptionItem } from "./subscription-item";

/** The programs that are told of events, and how far each of them is. */
export function SubscriptionList({ onAdd }: { onAdd: () => void }) {
  const { t } = useTranslation();
  const subscriptions = useEventSubscriptions();
  if (subscriptions.isPending) return <Skeleton active paragraph={{ rows: 4 }} />;
  if (subscriptions.isError) {
    return (
      <ProblemAlert
        problem={asProblem(subscriptions.error)}
        onRetry={() => void subscriptions.refetch()}
      />
    );
  }
  const { items } = subscriptions.data;
  if (items.length === 0) {
    return (
      <EmptyState
        icon={<SendOutlined aria-hidden="true" />}
        title={t("subscriptions.empty")}
        action={
          <Button icon={<PlusOutlined aria-hidden="true" />} onClick={onAdd}>
            {t("subscriptions.add")}
          </Button>
        }
      >
        {t("subscriptions.emptyWords")}
      </EmptyState>
    );
  }
  return (
    <ul className="cm-list" aria-label={t("subscriptions.title")}>
      {items.map((subscription) => (
        <SubscriptionItem key={subscription.id} subscription={subscription} />
      ))}
    </ul>
  );
}
