import { App, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDeadLetter, useRetryDeadLetter } from "@/api/operations";
import { asProblem } from "@/api/problem";
import type { DeadLetterSequence } from "@/api/types";
import { formatAgo, formatTime } from "@/lib/format";
import { usePreferences } from "@/ui/preferences";
import { StateTag } from "@/ui/state-tag";
import { useTellProblem } from "@/ui/use-confirm";
import { useNow } from "@/ui/use-now";
import { EvictDialog } from "./evict-dialog";

export function DeadLetterItem({ sequence }: { sequence: DeadLetterSequence }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const tell = useTellProblem(asProblem);
  const language = usePreferences((preferences) => preferences.language);
  const now = useNow(true);
  const retry = useRetryDeadLetter();
  const [open, setOpen] = useState(false);
  const [evicting, setEvicting] = useState(false);
  const { id, processor, event, causeType, causeMessage, nextAttemptAt } = sequence;
  const tryAgain = () =>
    retry.mutate(id, {
      onSuccess: ({ outcome, handled }) => {
        const words = t(`operations.outcomes.${outcome}`, { count: handled });
        void (outcome === "STILL_FAILING" ? message.warning(words, 8) : message.success(words));
      },
      onError: tell,
    });
  return (
    <li className="cm-list-item cm-held">
      <div className="cm-list-main">
        <span className="cm-list-title">
          <code>{processor}</code> {event.type}
          <StateTag tone="warning" label={t("operations.waiting", { count: sequence.waiting })} />
        </span>
        <span className="cm-break">
          {causeType}
          {causeMessage && `: ${causeMessage}`}
        </span>
        <span className="cm-muted cm-list-facts">
          <span>
            {t("operations.heldSince", { ago: formatAgo(sequence.heldSince, now, language) })}
          </span>
          <span>{t("operations.attempts", { count: sequence.attempts })}</span>
          <span>
            {nextAttemptAt
              ? t("operations.nextAttempt", { ago: formatAgo(nextAttemptAt, now, language) })
              : t("operations.waitsForYou")}
          </span>
        </span>
        {open && <HeldEvents id={id} />}
      </div>
      <div className="cm-held-actions">
        <Button type="primary" loading={retry.isPending} onClick={tryAgain}>
          {t("operations.retry")}
        </Button>
        <Button aria-expanded={open} onClick={() => setOpen(!open)}>
          {t("operations.events")}
        </Button>
        <Button danger onClick={() => setEvicting(true)}>
          {t("operations.evict")}
        </Button>
      </div>
      {evicting && <EvictDialog sequence={sequence} onClose={() => setEvicting(false)} />}
    </li>
  );
}

/** Which events they are; what is in them stays on the server. */
function HeldEvents({ id }: { id: string }) {
  const { t } = useTranslation();
  const language = usePreferences((preferences) => preferences.language);
  const details = useDeadLetter(id, true);
  return (
    <ol className="cm-held-events" aria-label={t("operations.events")}>
      {details.data?.events.map((event) => (
        <li key={event.id}>
          {event.type}{" "}
          <span className="cm-muted cm-break">
            {formatTime(event.at, language)} · {event.aggregateType} {event.aggregateId} #
            {event.number}
          </span>
        </li>
      ))}
    </ol>
  );
}
