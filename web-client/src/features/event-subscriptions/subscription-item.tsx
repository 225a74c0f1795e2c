import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  usePauseEventSubscription,
  useRemoveEventSubscription,
  useReplayEventSubscription,
} from "@/api/event-subscriptions";
import { asProblem } from "@/api/problem";
import { useProject } from "@/api/projects";
import type { EventSubscription } from "@/api/types";
import { formatAgo } from "@/lib/format";
import { usePreferences } from "@/ui/preferences";
import { StateTag } from "@/ui/state-tag";
import { useConfirm, useTellProblem } from "@/ui/use-confirm";
import { useNow } from "@/ui/use-now";
import { DeliveryList } from "./delivery-list";
import { ReplayDialog } from "./replay-dialog";
import { stateOf, subscriptionTones } from "./subscription-state";

export function SubscriptionItem({ subscription }: { subscription: EventSubscription }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const state = stateOf(subscription);
  const { id, url, types, lastFailure } = subscription;
  return (
    <li className="cm-list-item cm-held cm-subscription">
      <div className="cm-list-main">
        <span className="cm-list-title">
          <span className="cm-mono cm-break">{url}</span>
          <StateTag
            tone={subscriptionTones[state]}
            label={t(`subscriptions.states.${state}`)}
            pulse={state === "BEHIND"}
          />
        </span>
        <SubscriptionFacts subscription={subscription} />
        <span className="cm-type-tags">
          {types.length === 0 && <span className="cm-tag">{t("subscriptions.allTypes")}</span>}
          {[...types].sort().map((type) => (
            <span key={type} className="cm-tag cm-mono">
              {type}
            </span>
          ))}
        </span>
        {state === "FAILING" && lastFailure && (
          <span className="cm-operations-error cm-break">{lastFailure}</span>
        )}
      </div>
      <SubscriptionActions subscription={subscription} open={open} onOpen={() => setOpen(!open)} />
      {open && <DeliveryList id={id} />}
    </li>
  );
}

function SubscriptionFacts({ subscription }: { subscription: EventSubscription }) {
  const { t } = useTranslation();
  const language = usePreferences((preferences) => preferences.language);
  const now = useNow(true);
  const { projectId, behind, deliveredTo, failingTries, nextTryAt, lastDeliveredAt } = subscription;
  const project = useProject(projectId ?? undefined);
  const failing = stateOf(subscription) === "FAILING";
  return (
    <span className="cm-muted cm-list-facts">
      <span>{projectId ? (project.data?.name ?? projectId) : t("subscriptions.allProjects")}</span>
      <span>
        {t("subscriptions.place", { place: deliveredTo })}
        {behind > 0 && `, ${t("subscriptions.behind", { count: behind })}`}
      </span>
      <span>
        {lastDeliveredAt
          ? t("subscriptions.delivered", { ago: formatAgo(lastDeliveredAt, now, language) })
          : t("subscriptions.neverDelivered")}
      </span>
      {failing && <span>{t("subscriptions.tries", { count: failingTries })}</span>}
      {failing && nextTryAt && (
        <span>{t("subscriptions.nextTry", { ago: formatAgo(nextTryAt, now, language) })}</span>
      )}
    </span>
  );
}

interface ActionsProps {
  subscription: EventSubscription;
  open: boolean;
  onOpen: () => void;
}

function SubscriptionActions({ subscription, open, onOpen }: ActionsProps) {
  const { t } = useTranslation();
  const confirm = useConfirm(asProblem);
  const tell = useTellProblem(asProblem);
  const [replaying, setReplaying] = useState(false);
  const { id, url, paused, deliveredTo } = subscription;
  const pause = usePauseEventSubscription(id);
  const replay = useReplayEventSubscription(id);
  const remove = useRemoveEventSubscription(id);
  const forget = () =>
    confirm({
      title: t("subscriptions.removeTitle", { host: new URL(url).host }),
      words: t("subscriptions.removeWords"),
      yes: t("subscriptions.remove"),
      run: () => remove.mutateAsync(),
    });
  return (
    <div className="cm-held-actions">
      {stateOf(subscription) === "FAILING" && (
        <Button
          type="primary"
          loading={replay.isPending}
          onClick={() => replay.mutate(deliveredTo, { onError: tell })}
        >
          {t("subscriptions.tryNow")}
        </Button>
      )}
      <Button
        type={paused ? "primary" : "default"}
        loading={pause.isPending}
        onClick={() => pause.mutate(!paused, { onError: tell })}
      >
        {paused ? t("subscriptions.resume") : t("subscriptions.pause")}
      </Button>
      <Button aria-expanded={open} onClick={onOpen}>
        {t("subscriptions.deliveries")}
      </Button>
      <Button onClick={() => setReplaying(true)}>{t("subscriptions.replay")}</Button>
      <Button danger onClick={forget}>
        {t("subscriptions.remove")}
      </Button>
      {replaying && (
        <ReplayDialog subscription={subscription} onClose={() => setReplaying(false)} />
      )}
    </div>
  );
}
