import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { TextDiff } from "./text-diff";

export interface FieldChangeWords {
  field: string;
  label: string;
  before: string;
  after: string;
  conflict: boolean;
}

/** Somebody else saved first: says what they changed; the reader's own text is untouched. */
export function ConflictNotice({ changes }: { changes: FieldChangeWords[] }) {
  const { t } = useTranslation();
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      className="cm-gap-below"
      title={t("conflict.title")}
      description={
        <>
          <p>{changes.length > 0 ? t("conflict.words") : t("conflict.nothing")}</p>
          {changes.map(({ field, label, before, after, conflict }) => (
            <div key={field} className="cm-conflict">
              <strong>{label}</strong>
              {conflict && <span className="cm-muted"> {t("conflict.both")}</span>}
              <TextDiff before={before} after={after} label={label} />
            </div>
          ))}
        </>
      }
    />
  );
}
