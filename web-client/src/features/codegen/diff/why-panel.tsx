import { Descriptions, Drawer, InputNumber, Skeleton } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useBlame } from "@/api/blame";
import { asProblem } from "@/api/problem";
import type { BlameCall } from "@/api/types";
import { paths } from "@/lib/paths";
import { useIsNarrow } from "@/ui/preferences";
import { ProblemAlert } from "@/ui/problem-alert";

export interface Asked {
  path: string;
  line: number;
}

interface WhyPanelProps {
  taskId: string;
  /** Null while nothing is asked. */
  asked: Asked | null;
  onAsk: (asked: Asked | null) => void;
}

/** Why a line is there: the call that wrote it, and what led to that call. */
export function WhyPanel({ taskId, asked, onAsk }: WhyPanelProps) {
  const { t } = useTranslation();
  const narrow = useIsNarrow();
  return (
    <Drawer
      open={asked !== null}
      onClose={() => onAsk(null)}
      placement={narrow ? "bottom" : "right"}
      size={narrow ? 420 : 440}
      title={t("why.title")}
      destroyOnHidden
    >
      {asked && (
        <div className="cm-why">
          <div className="cm-why-place">
            <code>{asked.path}</code>
            <span className="cm-why-line">
              {t("why.line")}
              <InputNumber
                size="small"
                min={1}
                value={asked.line}
                aria-label={t("why.line")}
                onChange={(line) => line && onAsk({ path: asked.path, line })}
              />
            </span>
          </div>
          <Answer taskId={taskId} asked={asked} />
        </div>
      )}
    </Drawer>
  );
}

function Answer({ taskId, asked }: { taskId: string; asked: Asked }) {
  const { t } = useTranslation();
  const blame = useBlame(taskId, asked.path);
  if (blame.isPending) return <Skeleton active />;
  if (blame.isError) {
    return <ProblemAlert problem={asProblem(blame.error)} onRetry={() => void blame.refetch()} />;
  }
  const { available, binary, items, calls, requirement } = blame.data;
  if (!available) return <p>{t("why.notKept")}</p>;
  if (binary) return <p>{t("why.binary")}</p>;
  const line = items[asked.line - 1];
  if (!line) return <p>{t("why.noLine", { count: items.length })}</p>;
  const call = calls.find(
    ({ sequence, toolUseId }) => sequence === line.sequence && toolUseId === line.toolUseId,
  );
  return (
    <div aria-live="polite">
      {call ? <Origin taskId={taskId} call={call} path={asked.path} /> : <p>{t("why.older")}</p>}
      <Descriptions
        column={1}
        size="small"
        items={[
          {
            key: "requirement",
            label: t("why.requirement"),
            children: (
              <Link to={paths.requirement(requirement.id)}>
                {requirement.key} {requirement.title}
              </Link>
            ),
          },
        ]}
      />
    </div>
  );
}

interface OriginProps {
  taskId: string;
  call: BlameCall;
  path: string;
}

function Origin({ taskId, call, path }: OriginProps) {
  const { t } = useTranslation();
  // The agent names files by where it works, which says nothing to anybody else.
  const action = call.action.endsWith(`/${path}`) ? `${call.tool}: ${path}` : call.action;
  const rows: { key: string; label: string; children: ReactNode }[] = [
    { key: "call", label: t("why.call"), children: <code>{action}</code> },
  ];
  if (call.todo) rows.push({ key: "todo", label: t("why.todo"), children: call.todo });
  if (call.thought) {
    rows.push({ key: "thought", label: t("why.thought"), children: call.thought.excerpt });
  }
  if (call.text) rows.push({ key: "text", label: t("why.text"), children: call.text.excerpt });
  return (
    <>
      <Descriptions
        column={1}
        size="small"
        layout="vertical"
        items={rows}
        className="cm-why-rows"
      />
      <p>
        <Link to={`${paths.generation(taskId)}?event=${call.sequence}`}>
          {t("why.replay", { sequence: call.sequence })}
        </Link>
      </p>
    </>
  );
}
