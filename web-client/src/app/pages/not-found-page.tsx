import { useTranslation } from "react-i18next";
import { ApiProblem } from "@/api/problem";
import { useDocumentTitle } from "@/ui/use-document-title";
import { ProblemPage } from "./problem-page";

const NOT_FOUND = new ApiProblem(404, "http.404", null, [], null);

export function NotFoundPage() {
  const { t } = useTranslation();
  useDocumentTitle(t("shell.notFound"));
  return <ProblemPage problem={NOT_FOUND} />;
}
