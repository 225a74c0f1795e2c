import { DownloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { readWholeEvent } from "@/api/codegen";
import { type ApiProblem, asProblem } from "@/api/problem";
import { formatBytes } from "@/lib/format";
import { asNumber, asObject, isObject, type Json, parseJson } from "@/lib/json";
import { ProblemAlert } from "@/ui/problem-alert";
import { useTranscriptScope } from "./transcript-context";

export interface WholeLine {
  offered: boolean;
  bytes: number | null;
  whole: Json | null;
  loading: boolean;
  problem: ApiProblem | null;
  load: () => void;
}

/** A line that the stream carries only as a preview, fetched whole on demand and not kept. */
export function useWholeLine(sequence: number | null, truncated: boolean): WholeLine {
  const { taskId, log } = useTranscriptScope();
  const [whole, setWhole] = useState<Json | null>(null);
  const [loading, setLoading] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const offered = truncated && sequence !== null && whole === null;
  const data = offered ? parseJson(log.event(sequence)?.data ?? "") : null;

  const load = () => {
    if (sequence === null) return;
    setLoading(true);
    setProblem(null);
    readWholeEvent(taskId, sequence)
      .then((event) => {
        const { line, raw } = asObject(event.data);
        setWhole(isObject(line) ? line : { raw: raw ?? line });
      })
      .catch((cause: unknown) => setProblem(asProblem(cause)))
      .finally(() => setLoading(false));
  };
  return { offered, bytes: asNumber(asObject(data).bytes), whole, loading, problem, load };
}

export function WholeLineButton({ line }: { line: WholeLine }) {
  const { t } = useTranslation();
  if (!line.offered) return null;
  return (
    <div className="cm-whole">
      <span className="cm-muted">{t("transcript.truncated")}</span>
      <Button
        size="small"
        icon={<DownloadOutlined aria-hidden="true" />}
        loading={line.loading}
        onClick={line.load}
      >
        {t("transcript.loadWhole", {
          size: line.bytes === null ? "" : `(${formatBytes(line.bytes)})`,
        })}
      </Button>
      {line.problem && <ProblemAlert problem={line.problem} />}
    </div>
  );
}
