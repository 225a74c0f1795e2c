import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import type { RequirementDetails } from "@/api/types";
import { GenerationList } from "@/features/codegen/generation-list";
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
      <section className="cm-section" aria-labelledby="generations">
        <h2 id="generations">{t("codegen.title")}</h2>
        <GenerationList requirementId={requirement.id} />
      </section>
    </>
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
