import { ClusterOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { useAnalysis } from "@/api/analysis";
import { formatAgo } from "@/lib/format";
import { usePreferences } from "@/ui/preferences";
import { useNow } from "@/ui/use-now";

/** How far a repository's analysis is, in a list. */
export function AnalysisNote({ repositoryId }: { repositoryId: string }) {
  const { t } = useTranslation();
  const language = usePreferences((preferences) => preferences.language);
  const now = useNow(false);
  const { data } = useAnalysis(repositoryId);
  if (!data) return null;
  const { status, finishedAt } = data;
  return (
    <span className={status === "FAILED" ? "cm-tone-danger" : ""}>
      <ClusterOutlined aria-hidden="true" /> {t(`analysis.statuses.${status}`)}{" "}
      {status === "COMPLETED" && finishedAt && formatAgo(finishedAt, now, language)}
    </span>
  );
}
