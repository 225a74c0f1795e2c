import { PlayCircleOutlined, ThunderboltOutlined } from "@ant-design/icons";
import { Alert, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { asProblem } from "@/api/problem";
import { useProject } from "@/api/projects";
import { useRequirement } from "@/api/requirements";
import { useMe } from "@/api/session";
import { isFinished } from "@/api/types";
import { GenerationList } from "@/features/codegen/generation-list";
import { GenerateDialog } from "@/features/requirements/generate-dialog";
import { RequirementFacts } from "@/features/requirements/requirement-facts";
import { paths } from "@/lib/paths";
import { requirementTones } from "@/lib/tones";
import { Markdown } from "@/ui/markdown";
import { Page, PageSkeleton } from "@/ui/page";
import { StateTag } from "@/ui/state-tag";
import { useDocumentTitle } from "@/ui/use-document-title";
import { ProblemPage } from "./problem-page";

export function RequirementPage() {
  const { t } = useTranslation();
  const { requirementId = "" } = useParams();
  const navigate = useNavigate();
  const [starting, setStarting] = useState(false);
  const requirement = useRequirement(requirementId);
  const project = useProject(requirement.data?.projectId);
  const role = useMe().data?.role;
  useDocumentTitle(requirement.data?.key, requirement.data?.title);
  if (requirement.isPending) return <PageSkeleton />;
  if (requirement.isError) return <ProblemPage problem={asProblem(requirement.error)} />;

  const { data } = requirement;
  const latest = data.latestGeneration;
  const running = latest && !isFinished(latest.status) ? latest : null;
  const myRole = project.data?.myRole;
  const mayGenerate =
    myRole === "OWNER" || myRole === "DEVELOPER" || role === "ADMIN" || role === "PM";
  return (
    <Page
      title={data.title}
      above={
        <>
          <Link to={paths.project(data.projectId)}>{project.data?.name ?? "…"}</Link>
          <span className="cm-key">{data.key}</span>
          <StateTag
            tone={requirementTones[data.status]}
            label={t(`requirements.statuses.${data.status}`)}
            pulse={data.status === "GENERATING"}
          />
        </>
      }
      actions={
        running ? (
          <Button
            type="primary"
            icon={<PlayCircleOutlined aria-hidden="true" />}
            onClick={() => void navigate(paths.generation(running.id))}
          >
            {t("requirements.watch")}
          </Button>
        ) : (
          mayGenerate && (
            <Button
              type="primary"
              icon={<ThunderboltOutlined aria-hidden="true" />}
              disabled={!data.repositoryId}
              onClick={() => setStarting(true)}
            >
              {t("requirements.generate")}
            </Button>
          )
        )
      }
    >
      {!data.repositoryId && (
        <Alert
          type="info"
          showIcon
          className="cm-gap-below"
          title={t("requirements.repositoryMissing")}
        />
      )}
      <div className="cm-columns">
        <div className="cm-column-main">
          <section className="cm-card-box" aria-label={t("requirements.descriptionLabel")}>
            <Markdown>{data.description}</Markdown>
          </section>
          <section className="cm-section" aria-labelledby="generations">
            <h2 id="generations">{t("codegen.title")}</h2>
            <GenerationList requirementId={data.id} />
          </section>
        </div>
        <aside className="cm-column-side">
          <RequirementFacts requirement={data} />
        </aside>
      </div>
      <GenerateDialog
        requirement={data}
        open={starting}
        onClose={() => setStarting(false)}
        onStarted={(taskId) => void navigate(paths.generation(taskId))}
      />
    </Page>
  );
}
