import { useTranslation } from "react-i18next";

/** The files that stand in the way of a merge. */
export function ConflictFiles({ paths }: { paths: readonly string[] }) {
  const { t } = useTranslation();
  if (paths.length === 0) return null;
  return (
    <div>
      <h3>{t("merge.conflictFiles")}</h3>
      <ul className="cm-conflict-files cm-mono">
        {paths.map((path) => (
          <li key={path} className="cm-break">
            {path}
          </li>
        ))}
      </ul>
    </div>
  );
}
