import { QuestionCircleOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { ApiProblem } from "@/api/problem";
import { paths } from "@/lib/paths";
import { EmptyState } from "@/ui/empty-state";
import { ProblemAlert } from "@/ui/problem-alert";

/** A page whose subject could not be read. */
export function ProblemPage({ problem }: { problem: ApiProblem }) {
  const { t } = useTranslation();
  if (problem.status !== 404) {
    return (
      <div className="cm-page">
        <ProblemAlert problem={problem} onRetry={() => location.reload()} />
      </div>
    );
  }
  return (
    <div className="cm-page">
      <EmptyState
        icon={<QuestionCircleOutlined aria-hidden="true" />}
        title={t("shell.notFound")}
        action={<Link to={paths.projects()}>{t("shell.toProjects")}</Link>}
      >
        {t("shell.notFoundWords")}
      </EmptyState>
    </div>
  );
}
