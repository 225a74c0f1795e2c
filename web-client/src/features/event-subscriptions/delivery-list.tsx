import { Button, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { useEventDeliveries, useReplayEventSubscription } from "@/api/event-subscriptions";
import { asProblem } from "@/api/problem";
import type { EventDelivery } from "@/api/types";
import { formatTime } from "@/lib/format";
import { usePreferences } from "@/ui/preferences";
import { ProblemAlert } from "@/ui/problem-alert";
import { StateTag } from "@/ui/state-tag";
import { useConfirm } from "@/ui/use-confirm";

/** What was sent there lately and what came of it; what was in it stays on the server. */
export function DeliveryList({ id }: { id: string }) {
  const { t } = useTranslation();
  const deliveries = useEventDeliveries(id);
  if (deliveries.isPending) return <Skeleton active paragraph={{ rows: 2 }} title={false} />;
  if (deliveries.isError) {
    return (
      <ProblemAlert
        problem={asProblem(deliveries.error)}
        onRetry={() => void deliveries.refetch()}
      />
    );
  }
  const { items } = deliveries.data;
  if (items.length === 0) return <p className="cm-muted">{t("subscriptions.nothingSent")}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
    <section className="cm-deliveries" tabIndex={0} aria-label={t("subscriptions.deliveries")}>
      <ol>
        {items.map((delivery) => (
          <DeliveryItem key={delivery.id} subscription={id} delivery={delivery} />
        ))}
      </ol>
    </section>
  );
}

interface DeliveryItemProps {
  subscription: string;
  delivery: EventDelivery;
}

function DeliveryItem({ subscription, delivery }: DeliveryItemProps) {
  const { t } = useTranslation();
  const confirm = useConfirm(asProblem);
  const language = usePreferences((preferences) => preferences.language);
  const replay = useReplayEventSubscription(subscription);
  const { at, after, upTo, events, accepted, words } = delivery;
  const again = () =>
    confirm({
      title: t("subscriptions.againTitle", { place: after + 1 }),
      words: t("subscriptions.replayWords"),
      yes: t("subscriptions.replaySubmit"),
      danger: false,
      run: () => replay.mutateAsync(after),
    });
  return (
    <li>
      <StateTag
        tone={accepted ? "success" : "danger"}
        label={accepted ? t("subscriptions.accepted") : t("subscriptions.refused")}
      />
      <span className="cm-delivery-words">
        <span>
          {t("subscriptions.sent", { count: events, from: after + 1, to: upTo })}
          {!accepted && <span className="cm-break"> {words}</span>}
        </span>
        <time className="cm-muted" dateTime={at}>
          {formatTime(at, language)}
        </time>
      </span>
      <Button size="small" type="link" onClick={again}>
        {t("subscriptions.again")}
        <span className="cm-visually-hidden">: {after + 1}</span>
      </Button>
    </li>
  );
}
