import { useTranslation } from "react-i18next";
import { asString, type Json } from "@/lib/json";
import { CodeBlock } from "@/ui/code-block";
import { MiniDiff } from "@/ui/mini-diff";
import {
  type Answer,
  bashOutput,
  callInput,
  editHunks,
  readAnswer,
  readFileText,
} from "./model/content";
import type { ToolRow } from "./model/rows";
import { relativePath } from "./model/tools";
import { useTranscriptScope } from "./transcript-context";
import { useWholeLine, WholeLineButton } from "./whole-line";

/** Parsed when it is opened, forgotten when it is closed. */
export function ToolDetail({ row }: { row: ToolRow }) {
  const { log } = useTranscriptScope();
  const call = useWholeLine(row.sequence, row.truncated);
  const result = useWholeLine(row.resultSequence, row.resultTruncated);
  const input = callInput(call.whole ?? log.line(row.sequence), row.part);
  const answer =
    row.resultSequence === null
      ? null
      : readAnswer(result.whole ?? log.line(row.resultSequence), row.toolId);
  return (
    <div className="cm-tool-detail">
      <Detail row={row} input={input} answer={answer} />
      <WholeLineButton line={call} />
      <WholeLineButton line={result} />
    </div>
  );
}

interface DetailProps {
  row: ToolRow;
  input: Json;
  answer: Answer | null;
}

function Detail({ row, input, answer }: DetailProps) {
  const { t } = useTranslation();
  const { cwd } = useTranscriptScope();
  const path = relativePath(asString(input.file_path) ?? row.title, cwd);
  switch (row.name) {
    case "Read": {
      if (!answer || answer.failed) return <AnswerText answer={answer} />;
      const { text, firstLine } = readFileText(answer);
      return <CodeBlock code={text} path={path} firstLine={firstLine} label={path} />;
    }
    case "Write":
      return (
        <>
          <CodeBlock
            code={asString(input.content) ?? ""}
            path={path}
            firstLine={1}
            label={t("transcript.written", { path })}
          />
          {answer?.failed && <AnswerText answer={answer} />}
        </>
      );
    case "Edit":
    case "MultiEdit":
      return (
        <>
          <MiniDiff
            hunks={editHunks(input, answer?.detail)}
            label={t("transcript.changed", { path })}
          />
          {answer?.failed && <AnswerText answer={answer} />}
        </>
      );
    case "Bash":
      return (
        <>
          {asString(input.description) && <p className="cm-muted">{asString(input.description)}</p>}
          <CodeBlock
            code={asString(input.command) ?? ""}
            language="bash"
            label={t("transcript.command")}
          />
          <AnswerText answer={answer && { ...answer, text: bashOutput(answer) }} />
        </>
      );
    case "Glob":
    case "Grep":
      return <AnswerText answer={answer} />;
    default:
      return (
        <>
          <CodeBlock
            code={JSON.stringify(input, null, 2)}
            language="json"
            label={t("transcript.input")}
          />
          <AnswerText answer={answer} />
        </>
      );
  }
}

function AnswerText({ answer }: { answer: Answer | null }) {
  const { t } = useTranslation();
  if (!answer) return <p className="cm-muted">{t("transcript.noAnswerYet")}</p>;
  if (answer.text.trim() === "") return <p className="cm-muted">{t("transcript.noOutput")}</p>;
  return (
    <div className={answer.failed ? "cm-output cm-output-failed" : "cm-output"}>
      <CodeBlock code={answer.text} label={t("transcript.output")} />
    </div>
  );
}
