import { useTranslation } from "react-i18next";
import { ApiProblem } from "@/api/problem";
import { useMe } from "@/api/session";
import { DeadLetterPanel } from "@/features/operations/dead-letter-panel";
import { InstallationPanel } from "@/features/operations/installation-panel";
import { ProcessorPanel } from "@/features/operations/processor-panel";
import { RebuildPanel } from "@/features/operations/rebuild-panel";
import { WorkerPanel } from "@/features/operations/worker-panel";
import { Page } from "@/ui/page";
import { useDocumentTitle } from "@/ui/use-document-title";
import { ProblemPage } from "./problem-page";

const FORBIDDEN = new ApiProblem(403, "users.admins-only", null, [], null);

/** The product at work, for who runs it. Every part looks again by itself. */
export function OperationsPage() {
  const { t } = useTranslation();
  const me = useMe().data;
  useDocumentTitle(t("operations.title"));
  if (!me) return null;
  if (me.role !== "ADMIN") return <ProblemPage problem={FORBIDDEN} />;
  return (
    <Page title={t("operations.title")} below={t("operations.words")}>
      <section className="cm-card-box cm-operations-part" aria-labelledby="held-title">
        <h2 id="held-title">{t("operations.held")}</h2>
        <DeadLetterPanel />
      </section>
      <section className="cm-card-box cm-operations-part" aria-labelledby="work-title">
        <h2 id="work-title">{t("operations.work")}</h2>
        <WorkerPanel />
      </section>
      <section className="cm-card-box cm-operations-part" aria-labelledby="processors-title">
        <h2 id="processors-title">{t("operations.processors")}</h2>
        <ProcessorPanel />
        <h3>{t("operations.rebuilds")}</h3>
        <RebuildPanel />
      </section>
      <section className="cm-card-box cm-operations-part" aria-labelledby="machine-title">
        <h2 id="machine-title">{t("operations.machine")}</h2>
        <InstallationPanel />
      </section>
    </Page>
  );
}
