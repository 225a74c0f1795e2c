import { CheckOutlined, CloseOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import type { RequirementStatus } from "@/api/types";

const STEPS = ["write", "generate", "review", "approve", "merge"] as const;

type Look = "done" | "now" | "later" | "failed" | "stopped";

/** How many steps are behind, and how the one after them stands. */
const STANDINGS: Record<RequirementStatus, [behind: number, next: Look]> = {
  DRAFT: [1, "later"],
  GENERATING: [1, "now"],
  GENERATED: [2, "now"],
  IN_REVIEW: [2, "now"],
  NEEDS_REVISION: [2, "stopped"],
  REJECTED: [2, "failed"],
  APPROVED: [4, "later"],
  MERGE_REQUESTED: [4, "now"],
  MERGED: [5, "later"],
  CLOSED: [0, "later"],
};

/** The whole way from the words to the merge, with the place that the requirement has reached. */
export function RequirementWay({ status }: { status: RequirementStatus }) {
  const { t } = useTranslation();
  if (status === "CLOSED") return null;
  const [behind, next] = STANDINGS[status];
  return (
    <ol className="cm-phases cm-way" aria-label={t("requirement.way")}>
      {STEPS.map((name, index) => {
        const look: Look = index < behind ? "done" : index === behind ? next : "later";
        return (
          <li
            key={name}
            className={`cm-phase cm-phase-${look}`}
            aria-current={index === behind ? "step" : undefined}
          >
            <span className="cm-phase-mark" aria-hidden="true">
              {look === "done" && <CheckOutlined />}
              {look === "failed" && <CloseOutlined />}
              {look !== "done" && look !== "failed" && index + 1}
            </span>
            <span className="cm-phase-name">{t(`requirement.steps.${name}`)}</span>
            <span className="cm-visually-hidden">{t(`codegen.looks.${look}`)}</span>
          </li>
        );
      })}
    </ol>
  );
}
