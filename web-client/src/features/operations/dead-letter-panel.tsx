import { App, Button, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { useDeadLetters, useRetryAllDeadLetters } from "@/api/operations";
import { asProblem } from "@/api/problem";
import { ProblemAlert } from "@/ui/problem-alert";
import { useTellProblem } from "@/ui/use-confirm";
import { DeadLetterItem } from "./dead-letter-item";

/** What could not be handled, and what to do about it. */
export function DeadLetterPanel() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const tell = useTellProblem(asProblem);
  const letters = useDeadLetters();
  const retryAll = useRetryAllDeadLetters();
  if (letters.isPending) return <Skeleton active paragraph={{ rows: 2 }} />;
  if (letters.isError) {
    return (
      <ProblemAlert problem={asProblem(letters.error)} onRetry={() => void letters.refetch()} />
    );
  }
  const { items, nextCursor } = letters.data;
  if (items.length === 0) return <p className="cm-muted">{t("operations.noneHeld")}</p>;
  const tryAll = () =>
    retryAll.mutate(undefined, {
      onSuccess: ({ sequences }) =>
        void message.info(t("operations.retryingAll", { count: sequences })),
      onError: tell,
    });
  return (
    <>
      <p className="cm-muted">{t("operations.heldWords")}</p>
      <ul className="cm-list" aria-label={t("operations.held")}>
        {items.map((sequence) => (
          <DeadLetterItem key={sequence.id} sequence={sequence} />
        ))}
      </ul>
      {nextCursor && <p className="cm-muted">{t("operations.moreHeld")}</p>}
      {items.length > 1 && (
        <Button loading={retryAll.isPending} onClick={tryAll}>
          {t("operations.retryAll")}
        </Button>
      )}
    </>
  );
}
