import {
  CheckOutlined,
  CloseOutlined,
  CommentOutlined,
  EyeOutlined,
  SendOutlined,
} from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { type Command, useCommands } from "@/ui/commands";

export interface ReviewSteps {
  file: (step: 1 | -1) => void;
  mark: (step: 1 | -1) => void;
  comment: () => void;
  viewed: () => void;
  focus: () => void;
  accept: (() => void) | null;
  dismiss: (() => void) | null;
  submit: (() => void) | null;
}

/** From the first finding to the verdict without the mouse. */
export function useReviewKeys(steps: ReviewSteps): void {
  const { t } = useTranslation();
  const { accept, dismiss, submit } = steps;
  const look = (id: string, label: string, keys: string, run: () => void): Command => ({
    id,
    label,
    keys,
    group: "look",
    run,
  });
  useCommands([
    look("next-file", t("review.keys.nextFile"), "n", () => steps.file(1)),
    look("previous-file", t("review.keys.previousFile"), "p", () => steps.file(-1)),
    look("next-mark", t("review.keys.nextMark"), "]", () => steps.mark(1)),
    look("previous-mark", t("review.keys.previousMark"), "[", () => steps.mark(-1)),
    look("focus", t("review.keys.focus"), "f", steps.focus),
    {
      id: "viewed",
      label: t("review.keys.viewed"),
      keys: "v",
      group: "do",
      icon: <EyeOutlined />,
      run: steps.viewed,
    },
    ...(submit
      ? [
          {
            id: "comment",
            label: t("review.keys.comment"),
            keys: "c",
            group: "do" as const,
            icon: <CommentOutlined />,
            run: steps.comment,
          },
          {
            id: "submit",
            label: t("review.keys.submit"),
            keys: "mod+enter",
            group: "do" as const,
            icon: <SendOutlined />,
            run: submit,
          },
          {
            id: "accept",
            label: t("review.keys.accept"),
            keys: "a",
            alias: "e",
            group: "do" as const,
            icon: <CheckOutlined />,
            run: () => accept?.(),
          },
          {
            id: "dismiss",
            label: t("review.keys.dismiss"),
            keys: "d",
            group: "do" as const,
            icon: <CloseOutlined />,
            run: () => dismiss?.(),
          },
        ]
      : []),
  ]);
}
