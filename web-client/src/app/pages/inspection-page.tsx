import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import { InspectionView } from "@/features/codegen/inspection-view";
import { safeReturnTo } from "@/lib/paths";
import { useDocumentTitle } from "@/ui/use-document-title";

export function InspectionPage() {
  const { t } = useTranslation();
  const { runId = "" } = useParams();
  const [search] = useSearchParams();
  const from = search.get("from");
  useDocumentTitle(t("inspection.title"));
  return <InspectionView key={runId} runId={runId} from={from && safeReturnTo(from)} />;
}
