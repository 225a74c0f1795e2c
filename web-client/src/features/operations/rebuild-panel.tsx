import { App, Button, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { useRebuild, useRebuilds } from "@/api/operations";
import { asProblem } from "@/api/problem";
import type { Rebuild } from "@/api/types";
import { formatTime } from "@/lib/format";
import type { Tone } from "@/lib/tones";
import { usePreferences } from "@/ui/preferences";
import { ProblemAlert } from "@/ui/problem-alert";
import { StateTag } from "@/ui/state-tag";
import { useTellProblem } from "@/ui/use-confirm";
import { RebuildButton } from "./rebuild-button";

const TONES: Record<Rebuild["state"], Tone> = {
  RUNNING: "active",
  RIGHT: "success",
  DIFFERENT: "warning",
  FAILED: "danger",
};

/** Views made anew from the events, and whether they were what the events make. */
export function RebuildPanel() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const tell = useTellProblem(asProblem);
  const rebuilds = useRebuilds();
  const rebuild = useRebuild();
  if (rebuilds.isPending) return <Skeleton active paragraph={{ rows: 2 }} />;
  if (rebuilds.isError) {
    return (
      <ProblemAlert problem={asProblem(rebuilds.error)} onRetry={() => void rebuilds.refetch()} />
    );
  }
  const { items } = rebuilds.data;
  const running = items.some((it) => it.state === "RUNNING");
  const compare = () =>
    rebuild.mutate(
      { name: "all", compareOnly: true },
      { onSuccess: () => void message.info(t("operations.rebuildBegun")), onError: tell },
    );
  return (
    <section aria-label={t("operations.rebuilds")}>
      <div className="cm-operations-actions">
        <Button disabled={running} loading={rebuild.isPending} onClick={compare}>
          {t("operations.compareAll")}
        </Button>
        <RebuildButton name="all" disabled={running} />
      </div>
      {items.length === 0 && <p className="cm-muted">{t("operations.rebuildNone")}</p>}
      <ul className="cm-list" aria-live="polite">
        {items.map((it) => (
          <RebuildItem key={it.id} rebuild={it} />
        ))}
      </ul>
    </section>
  );
}

function RebuildItem({ rebuild }: { rebuild: Rebuild }) {
  const { t, i18n } = useTranslation();
  const language = usePreferences((it) => it.language);
  const number = new Intl.NumberFormat(i18n.language);
  const noteworthy = rebuild.views.filter((it) => it.outcome !== "SAME");
  return (
    <li>
      <StateTag
        tone={TONES[rebuild.state]}
        label={t(`operations.rebuildStates.${rebuild.state}`)}
      />{" "}
      <span>
        {rebuild.names.length > 3
          ? t(rebuild.compareOnly ? "operations.compareAll" : "operations.rebuildAll")
          : `${rebuild.names.join(", ")}, ${t(rebuild.compareOnly ? "operations.compared" : "operations.rebuilt")}`}
      </span>{" "}
      <span className="cm-muted">
        <time dateTime={rebuild.startedAt}>{formatTime(rebuild.startedAt, language)}</time>
        {rebuild.of > 0 &&
          ` · ${t("operations.rebuildProgress", {
            events: number.format(rebuild.events),
            of: number.format(rebuild.of),
            rate: number.format(rebuild.eventsPerSecond),
          })}`}
      </span>
      {rebuild.failure && <p className="cm-operations-error cm-break">{rebuild.failure}</p>}
      {noteworthy.map((view) => (
        <p key={view.name} className="cm-break">
          <code>{view.name}</code> {t(`operations.rebuildOutcomes.${view.outcome}`)}
          {view.changedRows > 0 &&
            `, ${t("operations.rebuildChanged", { count: view.changedRows })}`}
          {view.reason && `: ${view.reason}`}
          {view.tables
            .filter((it) => !it.same)
            .map(
              (it) =>
                ` · ${t("operations.rebuildTables", { table: it.table, rows: it.rows, anew: it.rowsMadeAnew })}`,
            )}
        </p>
      ))}
    </li>
  );
}
