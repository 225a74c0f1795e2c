import { ReloadOutlined } from "@ant-design/icons";
import { Button, Segmented, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem } from "@/api/problem";
import { useDocumentText, useImportDocument } from "@/api/requirement-context";
import type { DocumentSummary, DocumentText, RequirementDetails } from "@/api/types";
import { formatTime } from "@/lib/format";
import { Markdown } from "@/ui/markdown";
import { usePreferences } from "@/ui/preferences";
import { ProblemAlert } from "@/ui/problem-alert";
import { TextDiff } from "@/ui/text-diff";
import { ImportForm } from "./import-form";

interface DocumentPanelProps {
  requirement: RequirementDetails;
  mayEdit: boolean;
}

/** The Feishu document that a requirement was written in, as it was read. */
export function DocumentPanel({ requirement, mayEdit }: DocumentPanelProps) {
  const { t } = useTranslation();
  const { document } = requirement;
  return (
    <section className="cm-section" aria-labelledby="document">
      <div className="cm-section-head">
        <h2 id="document">{t("document.title")}</h2>
      </div>
      {document ? (
        <ReadDocument requirement={requirement} document={document} mayEdit={mayEdit} />
      ) : (
        <div className="cm-card-box">
          <p className="cm-muted cm-gap-below">
            {mayEdit ? t("document.emptyWords") : t("document.none")}
          </p>
          {mayEdit && (
            <ImportForm requirementId={requirement.id} url={requirement.documentUrl ?? ""} />
          )}
        </div>
      )}
    </section>
  );
}

interface ReadDocumentProps extends DocumentPanelProps {
  document: DocumentSummary;
}

function ReadDocument({ requirement, document, mayEdit }: ReadDocumentProps) {
  const { t } = useTranslation();
  const language = usePreferences((preferences) => preferences.language);
  const [changing, setChanging] = useState(false);
  const again = useImportDocument(requirement.id);
  const text = useDocumentText(requirement.id, `${document.revision} ${document.readAt}`);
  return (
    <div className="cm-card-box">
      <div className="cm-document-head">
        <div className="cm-list-main">
          <a
            href={document.url}
            target="_blank"
            rel="noopener noreferrer"
            className="cm-list-title"
          >
            {document.title}
          </a>
          <span className="cm-muted cm-list-facts">
            {document.revision != null && (
              <span>{t("document.revision", { revision: document.revision })}</span>
            )}
            <span>{t("document.readAt", { time: formatTime(document.readAt, language) })}</span>
            {text.data && <span>{t("document.readBy", { name: text.data.readBy.name })}</span>}
            <span>{t("document.characters", { count: document.characters })}</span>
            {document.format === "TEXT" && <span>{t("document.plain")}</span>}
          </span>
        </div>
        {mayEdit && (
          <span className="cm-row-actions">
            <Button
              icon={<ReloadOutlined aria-hidden="true" />}
              loading={again.isPending}
              onClick={() => again.mutate(document.url)}
            >
              {t("document.again")}
            </Button>
            <Button type="text" onClick={() => setChanging(!changing)} aria-expanded={changing}>
              {t("document.other")}
            </Button>
          </span>
        )}
      </div>
      <div role="status">
        {again.isSuccess && (
          <p className="cm-muted">
            {again.data.changed ? t("document.changed") : t("document.unchanged")}
          </p>
        )}
      </div>
      {again.isError && <ProblemAlert problem={asProblem(again.error)} />}
      {changing && (
        <ImportForm requirementId={requirement.id} url="" onDone={() => setChanging(false)} />
      )}
      {text.isPending && <Skeleton active />}
      {text.isError && (
        <ProblemAlert problem={asProblem(text.error)} onRetry={() => void text.refetch()} />
      )}
      {text.data && <DocumentBody document={text.data} />}
    </div>
  );
}

function DocumentBody({ document }: { document: DocumentText }) {
  const { t } = useTranslation();
  const [view, setView] = useState<"text" | "changes">("text");
  const { previous, content, format } = document;
  const since =
    previous?.revision == null
      ? t("document.changesBefore")
      : t("document.changes", { revision: previous.revision });
  return (
    <div className="cm-document">
      {previous && (
        <Segmented
          size="small"
          value={view}
          onChange={setView}
          aria-label={t("document.view")}
          options={[
            { value: "text", label: t("document.text") },
            { value: "changes", label: since },
          ]}
        />
      )}
      {view === "changes" && previous ? (
        <TextDiff before={previous.content} after={content} label={since} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable by keyboard
        <section className="cm-document-text" aria-label={document.title} tabIndex={0}>
          {format === "MARKDOWN" ? (
            <Markdown>{content}</Markdown>
          ) : (
            <pre className="cm-plain">{content}</pre>
          )}
        </section>
      )}
    </div>
  );
}
