import { Segmented, Skeleton } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem } from "@/api/problem";
import { useFilesAt } from "@/api/replay";
import type { TreeFile } from "@/api/types";
import { formatBytes } from "@/lib/format";
import { useIsNarrow } from "@/ui/preferences";
import { ProblemAlert } from "@/ui/problem-alert";
import { useSettled } from "@/ui/use-settled";
import { FileTree, type TreeEntry } from "./diff/file-tree";
import { type TouchedFile, touchedFiles } from "./replay-edits";
import { EditsAsMade, KeptFile, type Shown } from "./replay-file";
import type { Replay } from "./use-replay";

const SETTLE_MS = 250;

interface ReplayFilesProps {
  taskId: string;
  replay: Replay;
}

/** Which file is shown: the one that was written last, until the reader takes another. */
function useChosen(replay: Replay) {
  const { log, sequence } = replay;
  const { chronicle } = log;
  const edit = chronicle.all("edit")[chronicle.countUpTo(sequence, "edit") - 1];
  const written = edit === undefined ? null : (chronicle.callsAt(edit)[0]?.title ?? null);
  const [picked, setPicked] = useState<{ path: string; edit: number | undefined } | null>(null);
  const path = picked && picked.edit === edit ? picked.path : written;
  return { path, pick: (next: string) => setPicked({ path: next, edit }) };
}

/** The files as they were at the playhead, and what had been changed of them. */
export function ReplayFiles({ taskId, replay }: ReplayFilesProps) {
  const { t } = useTranslation();
  const narrow = useIsNarrow();
  const at = useSettled(replay.sequence, SETTLE_MS);
  const [all, setAll] = useState(false);
  const [shown, setShown] = useState<Shown>("diff");
  const listing = useFilesAt(taskId, at, !all);
  const { log, sequence } = replay;
  const whole = log.first() === 1;
  const mark = whole ? log.chronicle.countUpTo(sequence, "edit") : replay.state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: from edit to edit they stay what they are
  const touched = useMemo(() => touchedFiles(replay.state), [log, mark, replay.waiting]);
  const { path, pick } = useChosen(replay);
  const kept = listing.data?.available === true;
  const items = listing.data?.items;
  const entries = useMemo(
    (): readonly TreeEntry[] => (kept && items ? withCounts(items, touched) : touched),
    [kept, items, touched],
  );
  const file = items?.find((it) => it.path === path) ?? null;
  const stat = listing.data?.stat ?? null;

  const problem = listing.isError ? asProblem(listing.error) : null;
  if (problem && problem.status !== 404) {
    return <ProblemAlert problem={problem} onRetry={() => void listing.refetch()} />;
  }
  if (listing.isPending) return <Skeleton active className="cm-pane-pad" />;
  return (
    <div className="cm-files">
      <div className="cm-files-head">
        <Segmented
          size="small"
          value={all ? "all" : "changed"}
          aria-label={t("replay.files.which")}
          options={[
            { value: "changed", label: t("replay.files.changed") },
            { value: "all", label: t("replay.files.all"), disabled: !kept },
          ]}
          onChange={(value) => setAll(value === "all")}
        />
        <span className="cm-spring" />
        {stat && (
          <span className="cm-diff-stat">
            {t("codegen.files", { count: stat.files })}{" "}
            <span className="cm-tone-success">+{stat.additions}</span>{" "}
            <span className="cm-tone-danger">−{stat.deletions}</span>
          </span>
        )}
      </div>
      {entries.length === 0 ? (
        <p className="cm-muted cm-pane-pad">{t("replay.files.none")}</p>
      ) : (
        <FileTree
          files={entries}
          selected={path}
          onSelect={pick}
          height={narrow ? 150 : Math.min(240, 28 * (entries.length + 3))}
        />
      )}
      {listing.data?.nextCursor && (
        <p className="cm-muted cm-pane-pad">{t("replay.files.more", { count: entries.length })}</p>
      )}
      {path && (
        <section className="cm-file-at" aria-label={path}>
          <div className="cm-file-at-head">
            <code className="cm-break">{path}</code>
            {file && file.bytes > 0 && (
              <span className="cm-muted cm-digits">{formatBytes(file.bytes)}</span>
            )}
            <span className="cm-spring" />
            <Segmented
              size="small"
              value={kept ? shown : "diff"}
              aria-label={t("replay.files.view")}
              options={[
                { value: "diff", label: t("replay.files.diff") },
                { value: "content", label: t("replay.files.content"), disabled: !kept },
              ]}
              onChange={(value) => setShown(value as Shown)}
            />
          </div>
          {kept ? (
            <KeptFile
              key={path}
              taskId={taskId}
              replay={replay}
              at={at}
              path={path}
              file={file}
              shown={shown}
            />
          ) : (
            <EditsAsMade replay={replay} path={path} />
          )}
        </section>
      )}
    </div>
  );
}

/** How much of each file the agent's edits changed, as far as they say so. */
function withCounts(items: readonly TreeFile[], touched: readonly TouchedFile[]): TreeEntry[] {
  const counts = new Map(touched.map((file) => [file.path, file]));
  return items.map(({ path, change }) => {
    const known = change && change !== "DELETED" ? counts.get(path) : undefined;
    return {
      path,
      change: change ?? null,
      ...(known && { additions: known.additions, deletions: known.deletions }),
    };
  });
}
