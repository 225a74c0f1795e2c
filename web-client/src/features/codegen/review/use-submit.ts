import { App } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useIdempotencyKey } from "@/api/idempotency";
import { type ApiProblem, asProblem } from "@/api/problem";
import { useSubmitReview } from "@/api/reviews";
import { type DraftState, lacksWords, toSubmitted } from "./model/draft";

interface SubmitProps {
  taskId: string;
  draft: DraftState;
  onDone: (followUpTaskId: string | null) => void;
  /** Something is missing: shows the reader where. */
  onMissing: () => void;
}

/** The verdict with all comments, asked about once more because it starts things. */
export function useSubmit({ taskId, draft, onDone, onMissing }: SubmitProps) {
  const { t } = useTranslation();
  const { modal, message } = App.useApp();
  const mutation = useSubmitReview(taskId);
  const { keyFor, settle } = useIdempotencyKey();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const { verdict } = draft;

  const submit = () => {
    if (!verdict || lacksWords(draft, verdict)) {
      onMissing();
      void message.warning(verdict ? t("review.tray.needsWords") : t("review.tray.chooseVerdict"));
      return;
    }
    const request = toSubmitted(draft, verdict);
    const send = async () => {
      setProblem(null);
      try {
        const { followUpTaskId } = await mutation.mutateAsync({ request, key: keyFor(request) });
        settle();
        void message.success(t("review.tray.submitted"));
        onDone(followUpTaskId ?? null);
      } catch (cause) {
        setProblem(asProblem(cause));
        onMissing();
      }
    };
    void modal.confirm({
      title: t(`review.confirm.${verdict}.title`),
      content: t(`review.confirm.${verdict}.words`),
      okText: t(`review.verdicts.${verdict}`),
      okButtonProps: { danger: verdict === "REJECTED" },
      cancelText: t("common.cancel"),
      onOk: send,
    });
  };
  return { submit, submitting: mutation.isPending, problem };
}
