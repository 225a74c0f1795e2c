import { SettingOutlined, WarningOutlined } from "@ant-design/icons";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { itemsOf } from "@/api/pages";
import { asProblem } from "@/api/problem";
import { useRequirements } from "@/api/requirements";
import { useBoard } from "@/api/statistics";
import type { Board, RequirementDetails } from "@/api/types";
import { paths } from "@/lib/paths";
import { priorityTones, requirementTones } from "@/lib/tones";
import { Face } from "@/ui/face";
import { ProblemAlert } from "@/ui/problem-alert";
import { ScrollRegion } from "@/ui/scroll-region";
import { StateTag } from "@/ui/state-tag";
import { LimitsDialog } from "./limits-dialog";

type Column = Board["columns"][number];

/** As many cards as a column shows; the rest is in the list. */
const CARDS = 20;

/** A team's requirements by state, with a warning where there is more in work than was agreed. */
export function BoardView({ projectId, mayLimit }: { projectId: string; mayLimit: boolean }) {
  const { t } = useTranslation();
  const board = useBoard(projectId);
  const [limiting, setLimiting] = useState(false);
  if (board.isPending) return <Skeleton active paragraph={{ rows: 6 }} />;
  if (board.isError) {
    return <ProblemAlert problem={asProblem(board.error)} onRetry={() => void board.refetch()} />;
  }
  const { columns } = board.data;
  const exceeded = columns.filter((column) => column.exceeded);
  return (
    <>
      <div className="cm-board-head">
        <p role="status" className={exceeded.length > 0 ? "cm-tone-warning" : "cm-muted"}>
          {exceeded.length > 0 ? (
            <>
              <WarningOutlined aria-hidden="true" />{" "}
              {exceeded
                .map(({ status, count, limit }) =>
                  t("board.exceeded", {
                    status: t(`requirements.statuses.${status}`),
                    count,
                    limit: limit ?? 0,
                  }),
                )
                .join(" ")}
            </>
          ) : (
            t("board.words")
          )}
        </p>
        {mayLimit && (
          <Button icon={<SettingOutlined aria-hidden="true" />} onClick={() => setLimiting(true)}>
            {t("board.limits")}
          </Button>
        )}
      </div>
      <ScrollRegion label={t("board.title")}>
        <div className="cm-board">
          {columns.map((column) => (
            <BoardColumn key={column.status} projectId={projectId} column={column} />
          ))}
        </div>
      </ScrollRegion>
      {limiting && (
        <LimitsDialog projectId={projectId} columns={columns} onClose={() => setLimiting(false)} />
      )}
    </>
  );
}

function BoardColumn({ projectId, column }: { projectId: string; column: Column }) {
  const { t } = useTranslation();
  const { status, count, limit, exceeded } = column;
  const name = t(`requirements.statuses.${status}`);
  return (
    <section className={`cm-board-column${exceeded ? " cm-board-exceeded" : ""}`} aria-label={name}>
      <h2>
        <StateTag tone={requirementTones[status]} label={name} />
        <span className="cm-count cm-digits">
          {limit ? t("board.ofLimit", { count, limit }) : count}
        </span>
      </h2>
      {count > 0 && <BoardCards projectId={projectId} column={column} />}
    </section>
  );
}

function BoardCards({ projectId, column }: { projectId: string; column: Column }) {
  const { t } = useTranslation();
  const { status, count } = column;
  const requirements = useRequirements(
    { projectId, status, priority: null, assigneeId: null, mine: false, q: "", sort: "priority" },
    CARDS,
  );
  return (
    <>
      <ul className="cm-board-cards">
        {itemsOf(requirements.data).map((requirement) => (
          <BoardCard key={requirement.id} requirement={requirement} />
        ))}
      </ul>
      {count > CARDS && (
        <Link to={paths.projectRequirements(projectId, { status })}>
          {t("board.all", { count })}
        </Link>
      )}
    </>
  );
}

function BoardCard({ requirement }: { requirement: RequirementDetails }) {
  const { t } = useTranslation();
  const { id, key, title, priority, assignee } = requirement;
  return (
    <li>
      <Link to={paths.requirement(id)} className="cm-board-card" data-row>
        <span className="cm-project-head">
          <span className="cm-key">{key}</span>
          {priorityTones[priority] !== "neutral" && (
            <span className={`cm-tone-${priorityTones[priority]}`}>
              {t(`requirements.priorities.${priority}`)}
            </span>
          )}
          <span className="cm-spring" />
          {assignee && (
            <span role="img" aria-label={t("requirements.assignedTo", { name: assignee.name })}>
              <Face name={assignee.name} size={20} />
            </span>
          )}
        </span>
        <span>{title}</span>
      </Link>
    </li>
  );
}
