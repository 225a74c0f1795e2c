import { DownloadOutlined, PaperClipOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem } from "@/api/problem";
import { attachmentUrl, useRemoveAttachment } from "@/api/requirement-context";
import type { Attachment, RequirementDetails } from "@/api/types";
import { formatAgo, formatBytes } from "@/lib/format";
import { EmptyState } from "@/ui/empty-state";
import { usePreferences } from "@/ui/preferences";
import { useConfirm } from "@/ui/use-confirm";
import { useNow } from "@/ui/use-now";
import { AddAttachmentDialog } from "./add-attachment-dialog";

interface AttachmentPanelProps {
  requirement: RequirementDetails;
  mayEdit: boolean;
}

/** Texts that the agent reads beside the requirement. */
export function AttachmentPanel({ requirement, mayEdit }: AttachmentPanelProps) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const { id, attachments } = requirement;
  const add = mayEdit && (
    <Button icon={<PaperClipOutlined aria-hidden="true" />} onClick={() => setAdding(true)}>
      {t("attachments.add")}
    </Button>
  );
  return (
    <section className="cm-section" aria-labelledby="attachments">
      <div className="cm-section-head">
        <h2 id="attachments">{t("attachments.title")}</h2>
        {attachments.length > 0 && add}
      </div>
      {attachments.length === 0 ? (
        <EmptyState
          icon={<PaperClipOutlined aria-hidden="true" />}
          title={t("attachments.empty")}
          action={add}
        >
          {t("attachments.emptyWords")}
        </EmptyState>
      ) : (
        <ul className="cm-list" aria-label={t("attachments.title")}>
          {attachments.map((attachment) => (
            <AttachmentItem
              key={attachment.id}
              requirementId={id}
              attachment={attachment}
              mayEdit={mayEdit}
            />
          ))}
        </ul>
      )}
      {adding && <AddAttachmentDialog requirementId={id} onClose={() => setAdding(false)} />}
    </section>
  );
}

interface AttachmentItemProps {
  requirementId: string;
  attachment: Attachment;
  mayEdit: boolean;
}

function AttachmentItem({ requirementId, attachment, mayEdit }: AttachmentItemProps) {
  const { t } = useTranslation();
  const confirm = useConfirm(asProblem);
  const remove = useRemoveAttachment(requirementId);
  const language = usePreferences((preferences) => preferences.language);
  const now = useNow(false);
  const { id, name, bytes, addedBy, addedAt } = attachment;
  return (
    <li className="cm-list-item">
      <div className="cm-list-main">
        <span className="cm-mono cm-break">{name}</span>
        <span className="cm-muted cm-list-facts">
          <span>{formatBytes(bytes)}</span>
          <span>{addedBy.name}</span>
          <span>{formatAgo(addedAt, now, language)}</span>
        </span>
      </div>
      <span className="cm-row-actions">
        <Button
          type="text"
          icon={<DownloadOutlined aria-hidden="true" />}
          href={attachmentUrl(requirementId, id)}
          download={name}
          aria-label={t("attachments.download", { name })}
        />
        {mayEdit && (
          <Button
            type="text"
            danger
            aria-label={t("attachments.removeOf", { name })}
            onClick={() =>
              confirm({
                title: t("attachments.removeTitle", { name }),
                words: t("attachments.removeWords"),
                yes: t("attachments.remove"),
                run: () => remove.mutateAsync(id),
              })
            }
          >
            {t("attachments.remove")}
          </Button>
        )}
      </span>
    </li>
  );
}
