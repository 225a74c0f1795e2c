import { Button, Drawer, Skeleton } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type AuditFilter, useAuditEntry } from "@/api/audit";
import { asProblem } from "@/api/problem";
import type { AuditEntry, AuditEntryDetails } from "@/api/types";
import { formatTime } from "@/lib/format";
import { CodeBlock } from "@/ui/code-block";
import { usePreferences } from "@/ui/preferences";
import { ProblemAlert } from "@/ui/problem-alert";
import { useWords } from "@/ui/words";
import { AuditWho } from "./audit-item";
import { NO_FILTER } from "./audit-words";

interface AuditDrawerProps {
  sequence: number | null;
  onClose: () => void;
  onFilter: (filter: AuditFilter) => void;
}

/** An entry with the event behind it. */
export function AuditDrawer({ sequence, onClose, onFilter }: AuditDrawerProps) {
  const { t } = useTranslation();
  const found = useAuditEntry(sequence);
  return (
    <Drawer
      open={sequence !== null}
      onClose={onClose}
      title={t("audit.entry", { sequence })}
      size="min(680px, 100vw)"
    >
      {found.isPending && <Skeleton active />}
      {found.isError && <ProblemAlert problem={asProblem(found.error)} />}
      {found.data && (
        <>
          <EntryFacts entry={found.data.entry} onFilter={onFilter} />
          <EventBehind event={found.data.event ?? null} />
        </>
      )}
    </Drawer>
  );
}

interface EntryFactsProps {
  entry: AuditEntry;
  onFilter: (filter: AuditFilter) => void;
}

function EntryFacts({ entry, onFilter }: EntryFactsProps) {
  const { t } = useTranslation();
  const words = useWords();
  const language = usePreferences((preferences) => preferences.language);
  const { actor, target } = entry;
  const narrow = (change: Partial<AuditFilter>) => onFilter({ ...NO_FILTER, ...change });
  return (
    <>
      <dl className="cm-audit-facts">
        <Fact name={t("audit.facts.action")}>
          <code>{entry.action}</code>
        </Fact>
        <Fact name={t("audit.facts.outcome")}>{t(`audit.outcomes.${entry.outcome}`)}</Fact>
        <Fact name={t("audit.facts.at")}>
          {formatTime(entry.at, language)} <span className="cm-muted">{entry.at}</span>
        </Fact>
        <Fact name={t("audit.facts.actor")}>
          <AuditWho entry={entry} />
        </Fact>
        <Fact name={t("audit.facts.target")}>
          {words(`audit.targets.${target.type}`, target.type)} {target.label}
          {target.id && <code className="cm-break"> {target.id}</code>}
        </Fact>
        <Fact name={t("audit.facts.detail")}>{entry.detail}</Fact>
        <Fact name={t("audit.facts.ip")}>{entry.ip}</Fact>
        <Fact name={t("audit.facts.userAgent")}>{entry.userAgent}</Fact>
        <Fact name={t("audit.facts.traceId")}>{entry.traceId && <code>{entry.traceId}</code>}</Fact>
        <Fact name={t("audit.facts.hash")}>
          <code>{entry.hash ?? t("audit.notLinked")}</code>
        </Fact>
        <Fact name={t("audit.facts.previousHash")}>
          {entry.previousHash && <code>{entry.previousHash}</code>}
        </Fact>
      </dl>
      <div className="cm-audit-narrow">
        {actor.id && (
          <Button size="small" onClick={() => narrow({ actorId: actor.id ?? null })}>
            {t("audit.sameActor")}
          </Button>
        )}
        {target.id && (
          <Button size="small" onClick={() => narrow({ targetId: target.id ?? null })}>
            {t("audit.sameTarget")}
          </Button>
        )}
        <Button size="small" onClick={() => narrow({ action: entry.action })}>
          {t("audit.sameAction")}
        </Button>
      </div>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd className="cm-break">{children}</dd>
    </div>
  );
}

function EventBehind({ event }: { event: AuditEntryDetails["event"] | null }) {
  const { t } = useTranslation();
  if (!event) return <p className="cm-muted">{t("audit.noEvent")}</p>;
  return (
    <section aria-labelledby="event-title">
      <h2 id="event-title" className="cm-audit-event">
        {t("audit.event", { type: event.type })}
      </h2>
      <p className="cm-muted cm-break">
        {t("audit.eventWords", { id: event.id, revision: event.revision ?? "" })}
      </p>
      <CodeBlock code={readable(event.payload)} language="json" label={t("audit.payload")} />
    </section>
  );
}

/** As it is stored, with lines; what is no JSON is shown as it is. */
function readable(payload: string): string {
  try {
    return JSON.stringify(JSON.parse(payload), null, 2);
  } catch {
    return payload;
  }
}
