import {
  CheckCircleFilled,
  ClockCircleOutlined,
  CloseCircleFilled,
  LinkOutlined,
} from "@ant-design/icons";
import { Skeleton } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { asProblem } from "@/api/problem";
import { useEventRecord } from "@/api/replay";
import { asObject, parseJson } from "@/lib/json";
import { CodeBlock } from "@/ui/code-block";
import { CopyButton } from "@/ui/copy-button";
import { ProblemAlert } from "@/ui/problem-alert";
import { useSettled } from "@/ui/use-settled";
import { useWords } from "@/ui/words";
import { type Call, idsOf } from "./transcript/model/chronicle";
import type { Replay } from "./use-replay";
import { useWholeEvent } from "./use-whole-event";

const SETTLE_MS = 250;

interface InspectorProps {
  taskId: string;
  replay: Replay;
}

/** The event at the playhead as it is stored: what it says, what it belongs to, and whether it is still what it was. */
export function ReplayInspector({ taskId, replay }: InspectorProps) {
  const { t } = useTranslation();
  const { log, sequence } = replay;
  const event = log.event(sequence);
  const whole = useWholeEvent(taskId, sequence);
  if (!event) return <Skeleton active />;
  const data = whole.data ?? asObject(parseJson(event.data));
  const line = log.line(sequence);
  const kind = line && typeof line.type === "string" ? line.type : null;
  const subtype = line && typeof line.subtype === "string" ? line.subtype : null;
  return (
    <div className="cm-inspector">
      <div className="cm-inspector-head">
        <h2>{t("replay.event", { sequence })}</h2>
        <span className="cm-tag">{event.event}</span>
        {kind && <span className="cm-tag">{subtype ? `${kind}/${subtype}` : kind}</span>}
        <span className="cm-spring" />
        <time className="cm-muted cm-digits" dateTime={event.at ?? undefined}>
          {event.at ? event.at.slice(11, 23) : "—"}
        </time>
      </div>
      <Relations replay={replay} />
      <Record taskId={taskId} sequence={sequence} busy={replay.player.playing} />
      <Section title={t("replay.ids")} hidden={idsOf(line).length === 0}>
        <dl className="cm-ids">
          {idsOf(line).map(([name, id]) => (
            <Id key={`${name} ${id}`} name={name} id={id} />
          ))}
        </dl>
      </Section>
      <Section title={t("replay.raw")}>
        {data.truncated === true && (
          <p>
            <button type="button" className="cm-link" onClick={whole.load} disabled={whole.loading}>
              {t("transcript.loadWhole", { size: "" })}
            </button>
          </p>
        )}
        {whole.problem && <ProblemAlert problem={whole.problem} />}
        <CodeBlock
          key={sequence}
          code={JSON.stringify(data, null, 2)}
          language="json"
          label={t("replay.raw")}
        />
      </Section>
    </div>
  );
}

function Section(props: { title: string; hidden?: boolean; children: ReactNode }) {
  if (props.hidden) return null;
  return (
    <section aria-label={props.title}>
      <h3>{props.title}</h3>
      {props.children}
    </section>
  );
}

/** What this event answers, and what answers it. */
function Relations({ replay }: { replay: Replay }) {
  const { t } = useTranslation();
  const { log, sequence } = replay;
  const { chronicle } = log;
  const calls = chronicle.callsAt(sequence);
  const parents = new Set(calls.map(({ parent }) => parent).filter((id) => id !== null));
  const line = log.line(sequence);
  if (typeof line?.parent_tool_use_id === "string") parents.add(line.parent_tool_use_id);
  const causes = [
    ...[...parents].flatMap((id) => chronicle.callOf(id) ?? []),
    ...calls.filter((call) => call.answer === sequence),
  ];
  const effects = calls.filter((call) => call.sequence === sequence);
  if (causes.length + effects.length === 0) return null;
  return (
    <Section title={t("replay.relations")}>
      <ul className="cm-relations">
        {causes.map((call) => (
          <Relation key={`cause ${call.id}`} call={call} to={call.sequence} replay={replay}>
            {t("replay.causedBy")}
          </Relation>
        ))}
        {effects.map((call) => (
          <Relation key={`effect ${call.id}`} call={call} to={call.answer} replay={replay}>
            {t("replay.answeredBy")}
          </Relation>
        ))}
      </ul>
    </Section>
  );
}

interface RelationProps {
  call: Call;
  to: number | null;
  replay: Replay;
  children: string;
}

function Relation({ call, to, replay, children }: RelationProps) {
  const { t } = useTranslation();
  const words = useWords();
  const name = words(`tools.${call.name}`, call.name);
  return (
    <li>
      <span className="cm-muted">{children}</span>
      {to === null ? (
        <span>{t("replay.unanswered")}</span>
      ) : (
        <button type="button" className="cm-link" onClick={() => replay.seek(to)}>
          <LinkOutlined aria-hidden="true" /> {t("replay.event", { sequence: to })}
        </button>
      )}
      <span className="cm-relation-call">
        <strong>{name}</strong> <code>{call.title}</code>
      </span>
      {call.failed && <span className="cm-tone-danger">{t("transcript.tool.error")}</span>}
    </li>
  );
}

interface RecordProps {
  taskId: string;
  sequence: number;
  /** While it plays nobody can read hashes. */
  busy: boolean;
}

function Record({ taskId, sequence, busy }: RecordProps) {
  const { t } = useTranslation();
  const settled = useSettled(sequence, SETTLE_MS);
  const record = useEventRecord(taskId, settled, !busy);
  const { data } = record;
  if (record.isError) {
    return (
      <Section title={t("replay.record")}>
        <ProblemAlert problem={asProblem(record.error)} onRetry={() => void record.refetch()} />
      </Section>
    );
  }
  const ready = data && settled === sequence;
  return (
    <Section title={t("replay.record")}>
      {!ready ? (
        <p className="cm-muted">{busy ? t("replay.recordPaused") : t("replay.recordLoading")}</p>
      ) : (
        <>
          <Verdict verified={data.verified ?? null} onAgain={() => void record.refetch()} />
          <dl className="cm-ids">
            <Id name="type" id={`${data.type}${data.revision ? ` · ${data.revision}` : ""}`} />
            <Id name="position" id={data.position == null ? null : String(data.position)} />
            <Id name="hash" id={data.hash ?? null} />
            <Id name="previousHash" id={data.previousHash ?? null} />
            <Id name="eventId" id={data.eventId} />
            <Id name="correlation" id={data.correlationId ?? null} />
            <Id name="causation" id={data.causationId ?? null} />
            <Id name="trace" id={data.traceId ?? null} />
          </dl>
        </>
      )}
    </Section>
  );
}

function Verdict({ verified, onAgain }: { verified: boolean | null; onAgain: () => void }) {
  const { t } = useTranslation();
  if (verified === null) {
    return (
      <p className="cm-verdict">
        <ClockCircleOutlined aria-hidden="true" /> {t("replay.notLinked")}{" "}
        <button type="button" className="cm-link" onClick={onAgain}>
          {t("common.tryAgain")}
        </button>
      </p>
    );
  }
  return verified ? (
    <p className="cm-verdict cm-tone-success">
      <CheckCircleFilled aria-hidden="true" /> {t("replay.verified")}
    </p>
  ) : (
    <p className="cm-verdict cm-tone-danger" role="alert">
      <CloseCircleFilled aria-hidden="true" /> {t("replay.notVerified")}
    </p>
  );
}

function Id({ name, id }: { name: string; id: string | null }) {
  const words = useWords();
  if (!id) return null;
  const label = words(`replay.idNames.${name}`, name);
  return (
    <div>
      <dt>{label}</dt>
      <dd className="cm-mono" title={id}>
        <span>{id}</span>
        <CopyButton text={id} label={label} />
      </dd>
    </div>
  );
}
