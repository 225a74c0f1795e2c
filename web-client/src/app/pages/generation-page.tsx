import { HistoryOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate, useParams, useSearchParams } from "react-router";
import { rightsIn } from "@/api/access";
import { useGeneration } from "@/api/codegen";
import { asProblem } from "@/api/problem";
import { useProject } from "@/api/projects";
import { useRequirement } from "@/api/requirements";
import { useMe } from "@/api/session";
import type { GenerationDetails } from "@/api/types";
import { type GenerationTab, GenerationView } from "@/features/codegen/generation-view";
import { ReplayView } from "@/features/codegen/replay-view";
import { MergeCard } from "@/features/merge-requests/merge-card";
import { paths } from "@/lib/paths";
import { useCommands } from "@/ui/commands";
import { PageSkeleton } from "@/ui/page";
import { useIsStill } from "@/ui/preferences";
import { useDocumentTitle } from "@/ui/use-document-title";
import { ProblemPage } from "./problem-page";

const TABS: GenerationTab[] = ["transcript", "changes", "prompt"];
const KEYS: Record<GenerationTab, string> = { transcript: "l", changes: "c", prompt: "p" };

/** The event that the address names, or null where it names none. */
function eventOf(text: string | null): number | null {
  if (text === null) return null;
  const number = Number(text);
  return Number.isSafeInteger(number) && number > 0 ? number : 1;
}

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
  const replayable = (data?.lastSequence ?? 0) > 0;
  const event = replayable ? eventOf(search.get("event")) : null;
  const still = useIsStill();
  const { state } = useLocation();
  // Who asks for a replay wants to see it run, unless they want nothing to move; a link opens a moment.
  const replay = () => setSearch({ event: "1" }, { state: { play: !still } });
  const leave = () => setSearch({});
  const show = (next: GenerationTab) => setSearch(next === "transcript" ? {} : { tab: next });
  const navigate = useNavigate();
  useCommands([
    ...(replayable && event === null
      ? [
          {
            id: "replay",
            label: t("replay.open"),
            group: "look" as const,
            keys: "r",
            icon: <HistoryOutlined />,
            run: replay,
          },
        ]
      : []),
    ...TABS.map((name) => ({
      id: `tab-${name}`,
      label: t(`codegen.tabs.${name}`),
      group: "look" as const,
      keys: `v ${KEYS[name]}`,
      run: () => show(name),
    })),
    ...(data?.status === "COMPLETED"
      ? [
          {
            id: "review",
            label: t("requirements.review"),
            group: "do" as const,
            keys: "v r",
            run: () => void navigate(paths.review(taskId)),
          },
        ]
      : []),
  ]);
  if (data) {
    if (event !== null) {
      return (
        <ReplayView
          key={taskId}
          task={data}
          event={event}
          onEvent={(next) => setSearch({ event: String(next) }, { replace: true })}
          play={state?.play === true}
          onLeave={leave}
        />
      );
    }
    const merge = data.status === "COMPLETED" && <MergeOf task={data} />;
    return (
      <GenerationView
        key={taskId}
        task={data}
        tab={tab}
        onTab={show}
        onReplay={replay}
        merge={merge}
      />
    );
  }
  if (generation.isError) return <ProblemPage problem={asProblem(generation.error)} />;
  return <PageSkeleton />;
}

/** Of the change that stands to be judged; an earlier round has no merge request of its own. */
function MergeOf({ task }: { task: GenerationDetails }) {
  const requirement = useRequirement(task.requirementId).data;
  const project = useProject(task.projectId).data;
  const rights = rightsIn(project, useMe().data);
  if (!requirement || requirement.reviewTaskId !== task.id) return null;
  if (!["APPROVED", "MERGE_REQUESTED", "MERGED"].includes(requirement.status)) return null;
  return (
    <div className="cm-banner cm-card-box">
      <MergeCard taskId={task.id} status={requirement.status} mayMerge={rights.develop} />
    </div>
  );
}
