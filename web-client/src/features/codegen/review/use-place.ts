import { useTranslation } from "react-i18next";
import type { Side } from "@/api/types";

interface Lines {
  side: Side;
  line: number;
  endLine: number;
}

/** `Line 12`, `Old lines 3–5` in words. */
export function usePlace(): (lines: Lines) => string {
  const { t } = useTranslation();
  return ({ side, line, endLine }) => {
    if (line === endLine) {
      return side === "OLD"
        ? t("review.comment.oldLine", { line })
        : t("review.comment.line", { line });
    }
    return side === "OLD"
      ? t("review.comment.oldLines", { line, endLine })
      : t("review.comment.lines", { line, endLine });
  };
}
