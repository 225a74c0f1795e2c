import { Tabs } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import { rightsIn } from "@/api/access";
import { asProblem } from "@/api/problem";
import { useProject } from "@/api/projects";
import { useRequirement } from "@/api/requirements";
import { useMe } from "@/api/session";
import type { RequirementDetails, Versioned } from "@/api/types";
import { RequirementBudget } from "@/features/budgets/requirement-budget";
import { MergeCard } from "@/features/merge-requests/merge-card";
import { CloseDialog } from "@/features/requirements/close-dialog";
import { RequirementFacts } from "@/features/requirements/requirement-facts";
import { RequirementMenu } from "@/features/requirements/requirement-menu";
import { RequirementWay } from "@/features/requirements/requirement-way";
import { paths, type RequirementTab } from "@/lib/paths";
import { requirementTones } from "@/lib/tones";
import { useCommands } from "@/ui/commands";
import { Page, PageSkeleton } from "@/ui/page";
import { StateTag } from "@/ui/state-tag";
import { useDocumentTitle } from "@/ui/use-document-title";
import { ProblemPage } from "./problem-page";
import { GenerateAction } from "./requirement/generate-action";
import { ReviewAction } from "./requirement/review-action";
import { ContextTab, HistoryTab, TextTab } from "./requirement/tabs";

const TABS: RequirementTab[] = ["overview", "context", "history"];

export function RequirementPage() {
  const { requirementId = "" } = useParams();
  const requirement = useRequirement(requirementId);
  useDocumentTitle(requirement.data?.key, requirement.data?.title);
  if (requirement.isError) return <ProblemPage problem={asProblem(requirement.error)} />;
  if (requirement.isPending) return <PageSkeleton />;
  return <RequirementView key={requirementId} requirement={requirement.data} />;
}

function RequirementView({ requirement }: { requirement: Versioned<RequirementDetails> }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [closing, setClosing] = useState(false);
  const project = useProject(requirement.projectId);
  const me = useMe().data;
  const rights = rightsIn(project.data, me);
  const { id, key, title, status, createdBy } = requirement;
  const closed = status === "CLOSED";
  const author = createdBy?.id === me?.id && project.data?.archived === false;
  const mayEdit = rights.write || author;
  const edit = () => void navigate(paths.editRequirement(id));
  useCommands(
    mayEdit && !closed
      ? [{ id: "edit", label: t("requirements.edit"), group: "do", keys: "e", run: edit }]
      : [],
  );
  return (
    <Page
      title={title}
      above={
        <>
          <Link to={paths.project(requirement.projectId)}>{project.data?.name ?? "…"}</Link>
          <span className="cm-key">{key}</span>
          <StateTag
            tone={requirementTones[status]}
            label={t(`requirements.statuses.${status}`)}
            pulse={status === "GENERATING"}
          />
        </>
      }
      actions={
        <>
          {requirement.reviewTaskId && (
            <ReviewAction taskId={requirement.reviewTaskId} status={status} />
          )}
          <GenerateAction requirement={requirement} mayGenerate={rights.develop} />
          <RequirementMenu
            requirement={requirement}
            mayEdit={mayEdit}
            onEdit={edit}
            onClose={() => setClosing(true)}
          />
        </>
      }
    >
      <RequirementWay status={status} />
      <div className="cm-columns">
        <div className="cm-column-main">
          <RequirementTabs requirement={requirement} mayEdit={mayEdit && !closed} />
        </div>
        <aside className="cm-column-side">
          {requirement.reviewTaskId && (
            <div className="cm-card-box cm-gap-below">
              <MergeCard
                taskId={requirement.reviewTaskId}
                status={status}
                mayMerge={rights.develop}
              />
            </div>
          )}
          <RequirementFacts requirement={requirement} mayEdit={mayEdit && !closed} />
          <RequirementBudget requirementId={requirement.id} />
        </aside>
      </div>
      {closing && <CloseDialog requirement={requirement} onClose={() => setClosing(false)} />}
    </Page>
  );
}

interface RequirementTabsProps {
  requirement: RequirementDetails;
  mayEdit: boolean;
}

function RequirementTabs({ requirement, mayEdit }: RequirementTabsProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const tab = TABS.find((name) => name === search.get("tab")) ?? "overview";
  const show = (next: string) => setSearch(next === "overview" ? {} : { tab: next });
  useCommands(
    TABS.map((name) => ({
      id: `tab-${name}`,
      label: t(`requirement.tabs.${name}`),
      group: "look",
      keys: `v ${name === "overview" ? "o" : name === "context" ? "c" : "h"}`,
      run: () => show(name),
    })),
  );
  const context = requirement.attachments.length + (requirement.document ? 1 : 0);
  return (
    <Tabs
      activeKey={tab}
      onChange={show}
      destroyOnHidden
      items={[
        {
          key: "overview",
          label: t("requirement.tabs.overview"),
          children: <TextTab requirement={requirement} />,
        },
        {
          key: "context",
          label: (
            <>
              {t("requirement.tabs.context")}{" "}
              {context > 0 && <span className="cm-count">{context}</span>}
            </>
          ),
          children: <ContextTab requirement={requirement} mayEdit={mayEdit} />,
        },
        {
          key: "history",
          label: t("requirement.tabs.history"),
          children: <HistoryTab requirement={requirement} />,
        },
      ]}
    />
  );
}
