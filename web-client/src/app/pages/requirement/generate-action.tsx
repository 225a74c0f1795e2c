import { PlayCircleOutlined, ThunderboltOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { isFinished, type RequirementDetails } from "@/api/types";
import { GenerateDialog } from "@/features/requirements/generate-dialog";
import { paths } from "@/lib/paths";
import { useCommands } from "@/ui/commands";

interface GenerateActionProps {
  requirement: RequirementDetails;
  mayGenerate: boolean;
}

/** Starts a run, or leads to the one that is under way. */
export function GenerateAction({ requirement, mayGenerate }: GenerateActionProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [starting, setStarting] = useState(false);
  const latest = requirement.latestGeneration;
  const running = latest && !isFinished(latest.status) ? latest : null;
  const open = (taskId: string) => void navigate(paths.generation(taskId));
  const ready = mayGenerate && requirement.status !== "CLOSED" && !running;
  useCommands(
    ready && requirement.repositoryId
      ? [
          {
            id: "generate",
            label: t("requirements.generate"),
            group: "do",
            keys: "r",
            icon: <ThunderboltOutlined />,
            run: () => setStarting(true),
          },
        ]
      : [],
  );
  return (
    <>
      {running && (
        <Button
          type="primary"
          icon={<PlayCircleOutlined aria-hidden="true" />}
          onClick={() => open(running.id)}
        >
          {t("requirements.watch")}
        </Button>
      )}
      {ready && (
        <Button
          type={requirement.reviewTaskId ? "default" : "primary"}
          icon={<ThunderboltOutlined aria-hidden="true" />}
          disabled={!requirement.repositoryId}
          onClick={() => setStarting(true)}
        >
          {t("requirements.generate")}
        </Button>
      )}
      {/* It stays while the run that it has started appears, so that it can lead there. */}
      {mayGenerate && (
        <GenerateDialog
          requirement={requirement}
          open={starting}
          onClose={() => setStarting(false)}
          onStarted={open}
        />
      )}
    </>
  );
}
