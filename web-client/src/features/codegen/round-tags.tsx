import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { GenerationDetails } from "@/api/types";
import { paths } from "@/lib/paths";
import { QuietBadge } from "@/ui/badge";

/** Which round a run is, what it follows, and whether the agent remembers the one before. */
export function RoundTags({ task }: { task: GenerationDetails }) {
  const { t } = useTranslation();
  const { round, followUpOf, resumed } = task;
  if (!followUpOf) return null;
  return (
    <>
      {round && <QuietBadge label={t("codegen.round", { round })} />}
      {typeof resumed === "boolean" && (
        <span
          className={`cm-tag cm-tag-${resumed ? "success" : "warning"}`}
          title={resumed ? t("codegen.resumedWords") : t("codegen.freshWords")}
        >
          {resumed ? t("codegen.resumed") : t("codegen.fresh")}
        </span>
      )}
      <Link to={paths.generation(followUpOf)}>{t("codegen.followUpOf")}</Link>
    </>
  );
}
