import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import { useGeneration } from "@/api/codegen";
import { asProblem } from "@/api/problem";
import { type GenerationTab, GenerationView } from "@/features/codegen/generation-view";
import { useCommands } from "@/ui/commands";
import { PageSkeleton } from "@/ui/page";
import { useDocumentTitle } from "@/ui/use-document-title";
import { ProblemPage } from "./problem-page";

const TABS: GenerationTab[] = ["transcript", "changes", "prompt"];
const KEYS: Record<GenerationTab, string> = { transcript: "l", changes: "c", prompt: "p" };

export function GenerationPage() {
  const { t } = useTranslation();
  const { taskId = "" } = useParams();
  const [search, setSearch] = useSearchParams();
  const generation = useGeneration(taskId);
  const tab = TABS.find((candidate) => candidate === search.get("tab")) ?? "transcript";
  const { data } = generation;
  useDocumentTitle(
    data && t(`codegen.statuses.${data.status}`),
    data && `${data.requirementKey} ${data.requirementTitle}`,
  );
  const show = (next: GenerationTab) => setSearch(next === "transcript" ? {} : { tab: next });
  useCommands(
    TABS.map((name) => ({
      id: `tab-${name}`,
      label: t(`codegen.tabs.${name}`),
      group: "look",
      keys: `v ${KEYS[name]}`,
      run: () => show(name),
    })),
  );
  if (data) {
    return <GenerationView key={taskId} task={data} tab={tab} onTab={show} />;
  }
  if (generation.isError) return <ProblemPage problem={asProblem(generation.error)} />;
  return <PageSkeleton />;
}
