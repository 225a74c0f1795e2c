import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "@/api/session";
import { AddSubscriptionDialog } from "@/features/event-subscriptions/add-subscription-dialog";
import { SubscriptionList } from "@/features/event-subscriptions/subscription-list";
import { useCommands } from "@/ui/commands";
import { Page } from "@/ui/page";
import { useDocumentTitle } from "@/ui/use-document-title";

/** Programs that are told of events: an administrator's all, an owner's those of the own projects. */
export function EventSubscriptionsPage() {
  const { t } = useTranslation();
  const me = useMe().data;
  const [adding, setAdding] = useState(false);
  const add = () => setAdding(true);
  useDocumentTitle(t("subscriptions.title"));
  useCommands([
    {
      id: "create",
      label: t("subscriptions.add"),
      group: "do",
      keys: "c",
      icon: <PlusOutlined />,
      run: add,
    },
  ]);
  if (!me) return null;
  return (
    <Page
      title={t("subscriptions.title")}
      below={t("subscriptions.words")}
      actions={
        <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} onClick={add}>
          {t("subscriptions.add")}
        </Button>
      }
    >
      <SubscriptionList onAdd={add} />
      {adding && (
        <AddSubscriptionDialog admin={me.role === "ADMIN"} onClose={() => setAdding(false)} />
      )}
    </Page>
  );
}
