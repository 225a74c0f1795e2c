import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { useReviews } from "@/api/reviews";
import type { RequirementDetails } from "@/api/types";
import { GenerationList } from "@/features/codegen/generation-list";
import { Rounds } from "@/features/codegen/review/rounds";
import { AttachmentPanel } from "@/features/requirements/attachment-panel";
import { DocumentPanel } from "@/features/requirements/document-panel";
import { HistoryPanel } from "@/features/requirements/history-panel";
import { Markdown } from "@/ui/markdown";

interface TabProps {
  requirement: RequirementDetails;
}

export function TextTab({ requirement }: TabProps) {
  const { t } = useTranslation();
  return (
    <>
      {!requirement.repositoryId && (
        <Alert
          type="info"
          showIcon
          className="cm-gap-below"
          title={t("requirements.repositoryMissing")}
        />
      )}
      <section className="cm-card-box" aria-label={t("requirements.descriptionLabel")}>
        <Markdown>{requirement.description}</Markdown>
      </section>
      {requirement.reviewTaskId && <RoundsSection taskId={requirement.reviewTaskId} />}
      <section className="cm-section" aria-labelledby="generations">
        <h2 id="generations">{t("codegen.title")}</h2>
        <GenerationList requirementId={requirement.id} />
      </section>
    </>
  );
}

function RoundsSection({ taskId }: { taskId: string }) {
  const { t } = useTranslation();
  const human = useReviews(taskId).data?.human ?? [];
  if (human.length === 0) return null;
  return (
    <section className="cm-section" aria-labelledby="rounds">
      <h2 id="rounds">{t("requirements.rounds")}</h2>
      <div className="cm-card-box">
        <Rounds human={human} />
      </div>
    </section>
  );
}

interface EditableTabProps extends TabProps {
  mayEdit: boolean;
}

export function ContextTab(props: EditableTabProps) {
  return (
    <>
      <DocumentPanel {...props} />
      <AttachmentPanel {...props} />
    </>
  );
}

export function HistoryTab({ requirement }: TabProps) {
  return <HistoryPanel requirement={requirement} />;
}
