import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { asProblem } from "@/api/problem";
import { useEditProject } from "@/api/projects";
import { useTellProblem } from "@/ui/use-confirm";

interface ArchivedNoticeProps {
  projectId: string;
  mayRestore: boolean;
}

export function ArchivedNotice({ projectId, mayRestore }: ArchivedNoticeProps) {
  const { t } = useTranslation();
  const tell = useTellProblem(asProblem);
  const edit = useEditProject(projectId);
  return (
    <Alert
      type="warning"
      showIcon
      className="cm-gap-below"
      title={t("projects.archivedTitle")}
      description={mayRestore ? t("projects.archivedWords") : t("projects.archivedForOthers")}
      action={
        mayRestore && (
          <Button
            loading={edit.isPending}
            onClick={() =>
              edit.mutate({ request: { archived: false }, etag: null }, { onError: tell })
            }
          >
            {t("projects.restore")}
          </Button>
        )
      }
    />
  );
}
