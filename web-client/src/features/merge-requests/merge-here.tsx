import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useIdempotencyKey } from "@/api/idempotency";
import { useMerge } from "@/api/merge-requests";
import { asProblem, type FieldError } from "@/api/problem";
import type { MergeRequest } from "@/api/types";
import { ProblemAlert } from "@/ui/problem-alert";
import { useConfirm } from "@/ui/use-confirm";
import { ConflictFiles } from "./conflict-files";

interface MergeHereProps {
  taskId: string;
  request: MergeRequest;
}

/** Plain git has no page of its own to merge on; the product makes the merge commit. */
export function MergeHere({ taskId, request }: MergeHereProps) {
  const { t } = useTranslation();
  const confirm = useConfirm(asProblem);
  const merge = useMerge(taskId);
  const { keyFor } = useIdempotencyKey();
  // What went wrong stands in the card as soon as the server has told it there.
  const problem = merge.isError && !request.failure ? asProblem(merge.error) : null;
  const ask = () =>
    confirm({
      title: t("merge.hereTitle", { target: request.targetBranch }),
      words: t("merge.hereWords"),
      yes: t("merge.here"),
      danger: false,
      // A refusal stands in the card, where its paths have room.
      run: () => merge.mutateAsync(keyFor({ at: Date.now() })).catch(() => undefined),
    });
  return (
    <>
      <Button type="primary" loading={merge.isPending} onClick={ask}>
        {t("merge.here")}
      </Button>
      {problem && <ProblemAlert problem={problem} />}
      {problem && <ConflictFiles paths={problem.fieldErrors.map(pathOf)} />}
    </>
  );
}

/** The path stands in the field, or in the message where the field only says what it is. */
function pathOf({ field, message }: FieldError): string {
  return field === "paths" || field === "path" ? message : field;
}
