import {
  DownloadOutlined,
  EllipsisOutlined,
  FileTextOutlined,
  ReloadOutlined,
  SafetyCertificateOutlined,
  StopOutlined,
} from "@ant-design/icons";
import { App, Button, Dropdown } from "antd";
import { useTranslation } from "react-i18next";
import { downloads, useCancelGeneration, useRetryGeneration } from "@/api/codegen";
import { useIdempotencyKey } from "@/api/idempotency";
import { asProblem } from "@/api/problem";
import { type GenerationDetails, isFinished } from "@/api/types";
import { useProblemWords } from "@/ui/problem-alert";

/** Starting the run once more; a refusal is said where the reader is. */
export function useRetry(task: GenerationDetails): { retry: () => void; retrying: boolean } {
  const { message } = App.useApp();
  const wordsOf = useProblemWords();
  const mutation = useRetryGeneration(task.id);
  const { keyFor, settle } = useIdempotencyKey();
  const retry = () =>
    mutation.mutate(keyFor({ attempt: task.attempt }), {
      onSuccess: settle,
      onError: (error) => void message.error(wordsOf(asProblem(error)), 8),
    });
  return { retry, retrying: mutation.isPending };
}

interface RunActionsProps {
  task: GenerationDetails;
  onPrompt: () => void;
}

export function RunActions({ task, onPrompt }: RunActionsProps) {
  const { t } = useTranslation();
  const { modal, message } = App.useApp();
  const wordsOf = useProblemWords();
  const cancel = useCancelGeneration(task.id);
  const { retry, retrying } = useRetry(task);
  const finished = isFinished(task.status);

  const confirmCancel = () =>
    modal.confirm({
      title: t("codegen.cancel.title"),
      content: t("codegen.cancel.words"),
      okText: t("codegen.cancel.confirm"),
      okButtonProps: { danger: true },
      cancelText: t("codegen.cancel.keep"),
      onOk: () =>
        cancel.mutateAsync().catch((error: unknown) => {
          void message.error(wordsOf(asProblem(error)), 8);
        }),
    });

  return (
    <>
      {!finished && (
        <Button
          danger
          icon={<StopOutlined aria-hidden="true" />}
          onClick={confirmCancel}
          loading={cancel.isPending}
        >
          {t("codegen.cancel.button")}
        </Button>
      )}
      {task.status === "CANCELLED" && (
        <Button
          type="primary"
          icon={<ReloadOutlined aria-hidden="true" />}
          onClick={retry}
          loading={retrying}
        >
          {t("codegen.retry")}
        </Button>
      )}
      {finished && (
        <Button
          icon={<SafetyCertificateOutlined aria-hidden="true" />}
          href={downloads.evidence(task.id)}
          download
          title={t("codegen.evidenceWords")}
        >
          {t("codegen.evidence")}
        </Button>
      )}
      <Dropdown
        trigger={["click"]}
        menu={{
          items: [
            {
              key: "prompt",
              icon: <FileTextOutlined aria-hidden="true" />,
              label: t("codegen.showPrompt"),
              onClick: onPrompt,
            },
            {
              key: "raw",
              icon: <DownloadOutlined aria-hidden="true" />,
              label: (
                <a href={downloads.raw(task.id)} download>
                  {t("codegen.downloadRaw")}
                </a>
              ),
            },
          ],
        }}
      >
        <Button icon={<EllipsisOutlined aria-hidden="true" />} aria-label={t("codegen.more")} />
      </Dropdown>
    </>
  );
}
