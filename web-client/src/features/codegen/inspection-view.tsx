import { ArrowLeftOutlined, DownloadOutlined, StopOutlined } from "@ant-design/icons";
import { Button, Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { downloads, useCancelGeneration } from "@/api/codegen";
import { asProblem } from "@/api/problem";
import type { GenerationStatus } from "@/api/types";
import { generationTones } from "@/lib/tones";
import { ProblemAlert } from "@/ui/problem-alert";
import { StateTag } from "@/ui/state-tag";
import { useConfirm } from "@/ui/use-confirm";
import { PromptView } from "./prompt-view";
import { TranscriptView } from "./transcript/transcript-view";
import { useInspection } from "./transcript/use-inspection";

interface InspectionViewProps {
  runId: string;
  /** Where the reader came from. */
  from: string | null;
}

const isStatus = (name: string | null): name is GenerationStatus =>
  name !== null && name in generationTones;

/** The run of an agent that only reads, in the same viewer as a generation. */
export function InspectionView({ runId, from }: InspectionViewProps) {
  const { t } = useTranslation();
  const confirm = useConfirm(asProblem);
  const cancel = useCancelGeneration(runId);
  const transcript = useInspection(runId);
  const { state, feed } = transcript;
  const status = isStatus(state.status) ? state.status : null;
  const live = !state.finished && feed?.phase !== "refused";
  const ask = () =>
    confirm({
      title: t("inspection.cancel.title"),
      words: t("inspection.cancel.words"),
      yes: t("inspection.cancel.button"),
      run: () => cancel.mutateAsync(),
    });
  if (feed?.phase === "refused") {
    return (
      <div className="cm-page">
        <ProblemAlert
          problem={{
            status: feed.status,
            code: `http.${feed.status}`,
            detail: null,
            traceId: null,
          }}
        />
      </div>
    );
  }
  return (
    <div className="cm-run">
      <header className="cm-run-head">
        <div className="cm-run-title">
          <div className="cm-run-words">
            {from && (
              <Link to={from} className="cm-key">
                <ArrowLeftOutlined aria-hidden="true" /> {t("inspection.back")}
              </Link>
            )}
            <h1>{t("inspection.title")}</h1>
          </div>
          <div className="cm-run-tags">
            {status && (
              <StateTag
                tone={generationTones[status]}
                label={t(`codegen.statuses.${status}`)}
                pulse={live}
              />
            )}
          </div>
          <div className="cm-run-actions">
            {live && status && (
              <Button danger icon={<StopOutlined aria-hidden="true" />} onClick={ask}>
                {t("inspection.cancel.button")}
              </Button>
            )}
            <Button
              icon={<DownloadOutlined aria-hidden="true" />}
              href={downloads.raw(runId)}
              download
              aria-label={t("codegen.downloadRaw")}
              title={t("codegen.downloadRaw")}
            />
          </div>
        </div>
        <p className="cm-muted">{t("inspection.words")}</p>
      </header>
      <Tabs
        className="cm-run-tabs"
        items={[
          {
            key: "transcript",
            label: t("codegen.tabs.transcript"),
            children: (
              <TranscriptView taskId={runId} transcript={transcript} live={live} demo={false} />
            ),
          },
          {
            key: "prompt",
            label: t("codegen.tabs.prompt"),
            destroyOnHidden: true,
            children: <PromptView taskId={runId} />,
          },
        ]}
      />
    </div>
  );
}
