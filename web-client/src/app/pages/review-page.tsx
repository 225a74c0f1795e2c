import { DiffOutlined } from "@ant-design/icons";
import { lazy, Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { rightsIn } from "@/api/access";
import { useGeneration } from "@/api/codegen";
import { useDiff } from "@/api/diff";
import { asProblem } from "@/api/problem";
import { useProject } from "@/api/projects";
import { useRequirement } from "@/api/requirements";
import { useReviews } from "@/api/reviews";
import { useMe } from "@/api/session";
import type { DiffScope, GenerationDetails } from "@/api/types";
import { MergeCard } from "@/features/merge-requests/merge-card";
import { paths } from "@/lib/paths";
import { readPlace, writePlace } from "@/lib/place";
import { requirementTones } from "@/lib/tones";
import { EmptyState } from "@/ui/empty-state";
import { Page, PageSkeleton } from "@/ui/page";
import { StateTag } from "@/ui/state-tag";
import { useDocumentTitle } from "@/ui/use-document-title";
import { ProblemPage } from "./problem-page";

// The diff renderer and its grammars are needed by readers of diffs only.
const load = () => import("@/features/codegen/review-view");
const ReviewView = lazy(() => load().then((module) => ({ default: module.ReviewView })));

export function ReviewPage() {
  const { t } = useTranslation();
  const { taskId = "" } = useParams();
  const generation = useGeneration(taskId);
  // The code and the list of files are on their way while the reviews are read.
  useEffect(() => void load(), []);
  const { data } = generation;
  useDocumentTitle(t("review.title"), data && `${data.requirementKey} ${data.requirementTitle}`);
  if (generation.isError) return <ProblemPage problem={asProblem(generation.error)} />;
  if (!data) return <PageSkeleton />;
  if (data.status !== "COMPLETED") {
    return (
      <Page title={data.requirementTitle}>
        <EmptyState icon={<DiffOutlined aria-hidden="true" />} title={t("review.notReady")}>
          {t("review.notReadyWords")}
        </EmptyState>
      </Page>
    );
  }
  return <ReviewOf key={taskId} task={data} />;
}

function ReviewOf({ task }: { task: GenerationDetails }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const reviews = useReviews(task.id);
  const requirement = useRequirement(task.requirementId);
  const project = useProject(task.projectId);
  const me = useMe().data;
  const status = requirement.data?.status;
  const rights = rightsIn(project.data, me);
  const scope: DiffScope = search.get("scope") === "round" ? "round" : "whole";
  useDiff(task.id, true, scope);
  const change = (set: (next: URLSearchParams) => void) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        set(next);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  if (reviews.isError) return <ProblemPage problem={asProblem(reviews.error)} />;
  if (!reviews.data) return <PageSkeleton />;
  return (
    <Suspense fallback={<PageSkeleton />}>
      <ReviewView
        task={task}
        reviews={reviews.data}
        mayAsk={rights.develop}
        status={
          status && (
            <StateTag
              tone={requirementTones[status]}
              label={t(`requirements.statuses.${status}`)}
              pulse={status === "GENERATING"}
            />
          )
        }
        scope={scope}
        onScope={(next) =>
          change((query) => {
            if (next === "round") query.set("scope", next);
            else query.delete("scope");
          })
        }
        start={readPlace(search)}
        onPlace={(place) => change((query) => writePlace(query, place))}
        merge={status && <MergeCard taskId={task.id} status={status} mayMerge={rights.develop} />}
        onFollowUp={(followUp) => void navigate(paths.generation(followUp))}
      />
    </Suspense>
  );
}
