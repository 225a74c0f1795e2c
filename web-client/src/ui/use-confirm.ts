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
  return (error: unknown) => {
    const problem = asProblem(error);
    const words = wordsOf(problem);
    // A value that was refused: the server names what is missing and how to give it.
    const detail = problem.status === 422 && problem.detail !== words ? problem.detail : null;
    void message.error(detail ? `${words} ${detail}` : words, detail ? 15 : 8);
  };
}
