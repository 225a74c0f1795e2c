import { Skeleton } from "antd";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { asProblem } from "@/api/problem";
import { useFileAt } from "@/api/replay";
import type { TreeFile } from "@/api/types";
import { hunksBetween } from "@/lib/line-diff";
import { CodeBlock } from "@/ui/code-block";
import { MiniDiff } from "@/ui/mini-diff";
import { ProblemAlert } from "@/ui/problem-alert";
import { editsOf, hunksOfEdits } from "./replay-edits";
import type { Replay } from "./use-replay";

export type Shown = "diff" | "content";

interface KeptFileProps {
  taskId: string;
  replay: Replay;
  at: number;
  path: string;
  file: TreeFile | null;
  shown: Shown;
}

/** The file at the playhead, and beside it as the agent found it. */
export function KeptFile({ taskId, replay, at, path, file, shown }: KeptFileProps) {
  const { t } = useTranslation();
  const found = replay.log.chronicle.firstLine(at);
  const here = file !== null && file.change !== "DELETED" && file.kept;
  const old = file?.oldPath ?? path;
  const isNew = file === null || file.change === "ADDED";
  const now = useFileAt(taskId, path, file?.sequence ?? 0, at, here);
  const before = useFileAt(taskId, old, 0, found, shown === "diff" && !isNew && found <= at);
  const problem = now.error ?? (isNew ? null : before.error);
  if (problem) return <ProblemAlert problem={asProblem(problem)} />;
  if (file === null) return <FileNote>{t("replay.files.notThere")}</FileNote>;
  if (!here && file.change !== "DELETED") return <FileNote>{t("replay.files.notKept")}</FileNote>;
  if ((here && now.isPending) || (shown === "diff" && !isNew && before.isPending)) {
    return <Skeleton active className="cm-pane-pad" />;
  }
  const text = here ? now.data : "";
  if (text === null || text === undefined) return <FileNote>{t("replay.files.noText")}</FileNote>;
  if (shown === "content") {
    return file.change === "DELETED" ? (
      <FileNote>{t("replay.files.deleted")}</FileNote>
    ) : (
      <CodeBlock code={text} path={path} firstLine={1} label={t("replay.files.content")} />
    );
  }
  return <TextChange before={isNew ? "" : (before.data ?? "")} after={text} path={path} />;
}

function TextChange({ before, after, path }: { before: string; after: string; path: string }) {
  const { t } = useTranslation();
  const hunks = useMemo(() => hunksBetween(before, after), [before, after]);
  if (hunks === null) return <FileNote>{t("replay.files.tooDifferent")}</FileNote>;
  if (hunks.length === 0) return <FileNote>{t("replay.files.same")}</FileNote>;
  return <MiniDiff hunks={hunks} label={t("transcript.changed", { path })} />;
}

/** Of a run whose files were not kept: the edits, each as the agent made it. */
export function EditsAsMade({ replay, path }: { replay: Replay; path: string }) {
  const { t } = useTranslation();
  const { log, state } = replay;
  const edits = editsOf(state, path);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same edits, whatever else has happened
  const hunks = useMemo(() => hunksOfEdits(log, edits), [log, path, edits.length, edits.at(-1)]);
  return (
    <>
      <FileNote>{t("replay.files.asMade")}</FileNote>
      {hunks.length > 0 && <MiniDiff hunks={hunks} label={t("transcript.changed", { path })} />}
    </>
  );
}

function FileNote({ children }: { children: ReactNode }) {
  return <div className="cm-muted cm-pane-pad">{children}</div>;
}
