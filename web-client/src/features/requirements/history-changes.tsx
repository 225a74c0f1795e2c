import { ArrowRightOutlined } from "@ant-design/icons";
import type { FieldChange } from "@/lib/versions";
import { TextDiff } from "@/ui/text-diff";
import { useValueWords } from "./value-words";

interface HistoryChangesProps {
  projectId: string;
  changes: readonly FieldChange[];
}

/** Texts are compared word by word, choices stand as before and after. */
const TEXTS = new Set(["title", "description"]);

export function HistoryChanges({ projectId, changes }: HistoryChangesProps) {
  const { labelOf, wordsOf } = useValueWords(projectId);
  return (
    <dl className="cm-changes">
      {changes.map(({ field, before, after }) => (
        <div key={`${field} ${before} ${after}`}>
          <dt>{labelOf(field)}</dt>
          <dd>
            {TEXTS.has(field) ? (
              <TextDiff before={before ?? ""} after={after ?? ""} label={labelOf(field)} />
            ) : (
              <span className="cm-break">
                {before != null && (
                  <>
                    <span className="cm-muted">{wordsOf(field, before)}</span>{" "}
                    <ArrowRightOutlined aria-hidden="true" />{" "}
                  </>
                )}
                {wordsOf(field, after)}
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
