import { DownOutlined, RightOutlined } from "@ant-design/icons";
import { type PointerEvent, type RefObject, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Clock } from "./clock";
import { LaneCanvas } from "./lane-canvas";
import { AGENT_PITCH, type AgentLane, paintAgents } from "./paint";

/** So many are open at once; more are folded into one lane until somebody wants to see them. */
const FEW = 4;

interface AgentLanesProps {
  agents: readonly AgentLane[];
  clock: Clock;
  /** Of the whole track, and of what of it is in view. */
  width: number;
  viewWidth: number;
  /** Whose line the playhead stands on. */
  current: string | null;
  /** Where the playhead is, in percent of the track. */
  here: number;
  /** Both move with the lanes above. */
  view: RefObject<HTMLDivElement | null>;
  head: RefObject<HTMLDivElement | null>;
  eventUnder: (event: PointerEvent) => number;
  onSeek: (sequence: number) => void;
}

/** What each sub-agent did, on the same clock as the agent that sent it; a name leads to where it began. */
export function AgentLanes(props: AgentLanesProps) {
  const { agents, clock, width, viewWidth, current, here, view, head, eventUnder, onSeek } = props;
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<boolean | null>(null);
  const open = chosen ?? agents.length <= FEW;
  // Beside the button stands the lane of all of them, or nothing where each has its own.
  const rows = useMemo(
    () => (open ? [[], ...agents.map((agent) => [agent])] : [agents]),
    [open, agents],
  );
  const paint = useMemo(() => paintAgents(rows, clock), [rows, clock]);
  const count = agents.reduce((sum, { agents: inLane }) => sum + inLane.size, 0);
  const height = rows.length * AGENT_PITCH;
  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons > 0) onSeek(eventUnder(event));
  };
  return (
    <section className="cm-agents" aria-label={t("replay.agents.title")}>
      <div className="cm-agents-scroll">
        <div className="cm-agents-names">
          <button
            type="button"
            className="cm-agents-fold"
            aria-expanded={open}
            onClick={() => setChosen(!open)}
          >
            {open ? <DownOutlined aria-hidden="true" /> : <RightOutlined aria-hidden="true" />}
            {t("replay.agents.count", { count })}
          </button>
          {open && (
            <ol>
              {agents.map(({ id, name, agents: inLane, from }) => (
                <li key={id}>
                  <button
                    type="button"
                    title={name}
                    aria-current={current !== null && inLane.has(current) ? "true" : undefined}
                    onClick={() => onSeek(from)}
                  >
                    {inLane.size > 1
                      ? t("replay.agents.others", { count: inLane.size })
                      : name || t("replay.agents.unnamed")}
                  </button>
                </li>
              ))}
            </ol>
          )}
        </div>
        <div ref={view} className="cm-agents-view" style={{ width: viewWidth }}>
          <div
            className="cm-agents-track"
            style={{ width, height }}
            onPointerDown={onPointer}
            onPointerMove={onPointer}
          >
            <LaneCanvas paint={paint} width={width} height={height} />
            <div
              ref={head}
              className="cm-agents-head"
              style={{ left: `${here}%` }}
              aria-hidden="true"
            />
          </div>
        </div>
      </div>
    </section>
  );
}
