import { Input, Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { Markdown } from "@/ui/markdown";

interface MarkdownFieldProps {
  /** Given by the form. */
  id?: string;
  value?: string;
  onChange?: (value: string) => void;
}

export function MarkdownField({ id, value = "", onChange }: MarkdownFieldProps) {
  const { t } = useTranslation();
  return (
    <Tabs
      size="small"
      className="cm-markdown-field"
      items={[
        {
          key: "write",
          label: t("requirements.write"),
          children: (
            <Input.TextArea
              {...(id && { id })}
              value={value}
              onChange={(event) => onChange?.(event.target.value)}
              placeholder={t("requirements.descriptionExample")}
              autoSize={{ minRows: 12, maxRows: 28 }}
              className="cm-mono"
            />
          ),
        },
        {
          key: "preview",
          label: t("requirements.preview"),
          children: (
            <div className="cm-preview">
              {value.trim() ? (
                <Markdown>{value}</Markdown>
              ) : (
                <p className="cm-muted">{t("requirements.previewEmpty")}</p>
              )}
            </div>
          ),
        },
      ]}
    />
  );
}
