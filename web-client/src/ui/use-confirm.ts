import { App } from "antd";
import { useTranslation } from "react-i18next";
import { type ProblemLike, useProblemWords } from "./problem-alert";

interface Question {
  title: string;
  words: string;
  yes: string;
  danger?: boolean;
  run: () => Promise<unknown>;
}

/** Asks before something that is hard to undo; a refusal is said in words. */
export function useConfirm(asProblem: (error: unknown) => ProblemLike) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const tell = useTellProblem(asProblem);
  return ({ title, words, yes, danger = true, run }: Question) =>
    void modal.confirm({
      title,
      content: words,
      okText: yes,
      okButtonProps: { danger },
      cancelText: t("common.cancel"),
      onOk: () => run().catch(tell),
    });
}

/** Says a refusal of something that has no form to stand at. */
export function useTellProblem(asProblem: (error: unknown) => ProblemLike) {
  const { message } = App.useApp();
  const wordsOf = useProblemWords();
  return (error: unknown) => void message.error(wordsOf(asProblem(error)), 8);
}
