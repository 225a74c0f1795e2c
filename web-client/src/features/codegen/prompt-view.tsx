import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { usePrompt } from "@/api/codegen";
import { asProblem } from "@/api/problem";
import { Markdown } from "@/ui/markdown";
import { ProblemAlert } from "@/ui/problem-alert";

export function PromptView({ taskId }: { taskId: string }) {
  const { t } = useTranslation();
  const prompt = usePrompt(taskId, true);
  if (prompt.isPending) return <Skeleton active />;
  if (prompt.isError) {
    const problem = asProblem(prompt.error);
    if (problem.status === 404) return <p className="cm-muted">{t("codegen.noPromptYet")}</p>;
    return <ProblemAlert problem={problem} onRetry={() => void prompt.refetch()} />;
  }
  return (
    <article className="cm-prompt" aria-label={t("codegen.prompt")}>
      <p className="cm-muted">{t("codegen.promptWords")}</p>
      <Markdown>{prompt.data}</Markdown>
    </article>
  );
}
