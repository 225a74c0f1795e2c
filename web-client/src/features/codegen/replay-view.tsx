import { CloseOutlined, HistoryOutlined, ThunderboltOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMoment } from "@/api/replay";
import { type GenerationDetails, isFinished } from "@/api/types";
import { formatClock } from "@/lib/format";
import { useIsStill } from "@/ui/preferences";
import { ProblemAlert } from "@/ui/problem-alert";
import { useSettled } from "@/ui/use-settled";
import { useWords } from "@/ui/words";
import { Timeline } from "./replay/timeline";
import { Transport } from "./replay/transport";
import { ReplayFacts } from "./replay-facts";
import { useReplayKeys } from "./replay-keys";
import { lanesOf } from "./replay-lanes";
import { ReplayPanes } from "./replay-panes";
import { RunHead } from "./run-head";
import { placeOf, withMoment } from "./standing";
import { useAddress } from "./use-address";
import { type Replay, useReplay } from "./use-replay";

const SETTLE_MS = 300;

const STEPS = ["turn", "edit", "fault"] as const;

interface ReplayViewProps {
  task: GenerationDetails;
  /** Where the address points, 1 or more. */
  event: number;
  onEvent: (event: number) => void;
  /** Whether it plays at once. */
  play: boolean;
  onLeave: () => void;
}

/** What the playhead stands on, in a few words. */
function useEventWords(replay: Replay): string {
  const { t } = useTranslation();
  const words = useWords();
  const { log, sequence, last, clock } = replay;
  const call = log.chronicle.callsAt(sequence)[0];
  const name = call
    ? `${words(`tools.${call.name}`, call.name)} ${call.title}`
    : (log.event(sequence)?.event ?? "");
  const parent = log.chronicle.parentOf(sequence);
  const agent = parent && log.chronicle.callOf(parent)?.title;
  return t("replay.standsOn", {
    sequence,
    last,
    time: formatClock(clock.placeOf(sequence)),
    name: agent ? t("replay.agents.within", { name, agent }) : name,
  });
}

/** A run as it was at any of its events, in the view that it was watched in. */
export function ReplayView({ task, event, onEvent, play, onLeave }: ReplayViewProps) {
  const { t } = useTranslation();
  const replay = useReplay(task, event);
  const { log, sequence, last, clock, player } = replay;
  const still = useIsStill();
  const [zoom, setZoom] = useState(1);
  const live = !isFinished(task.status);
  const leave = live ? t("replay.backToLive") : t("replay.leave");
  useAddress(replay, event, onEvent);
  useReplayKeys(replay, onLeave, leave);
  const begin = player.play;
  useEffect(() => {
    if (play) begin();
  }, [play, begin]);

  const partial = log.first() > 1 || replay.waiting;
  const moment = useMoment(task.id, useSettled(sequence, SETTLE_MS), partial).data ?? null;
  const state = withMoment(replay.state, partial ? moment : null);
  const { status, step } = placeOf(task, state);
  const reach = log.reach();
  const lanes = useMemo(() => lanesOf(log, reach, last), [log, reach, last]);
  const words = useEventWords(replay);

  return (
    <div className={player.playing ? "cm-run cm-replay" : "cm-run cm-replay cm-replay-paused"}>
      <RunHead
        task={task}
        status={status}
        step={step}
        attempt={Math.max(1, state.attempt)}
        tag={
          <span className="cm-tag cm-tag-active">
            <HistoryOutlined aria-hidden="true" /> {t("replay.title")}
          </span>
        }
        actions={
          <Button
            type={live ? "primary" : "default"}
            icon={
              live ? (
                <ThunderboltOutlined aria-hidden="true" />
              ) : (
                <CloseOutlined aria-hidden="true" />
              )
            }
            onClick={onLeave}
          >
            {leave}
          </Button>
        }
        facts={<ReplayFacts task={task} replay={replay} moment={partial ? moment : null} />}
      />
      <section className="cm-replay-bar" aria-label={t("replay.timeline")}>
        <Timeline
          lanes={lanes}
          clock={clock}
          sequence={sequence}
          last={last}
          zoom={zoom}
          agent={log.chronicle.parentOf(sequence)}
          words={words}
          onSeek={replay.seek}
          onTurn={(direction) => replay.step("turn", direction)}
          onPlace={player.onPlace}
          gliding={player.playing && !still}
        />
        <Transport
          player={player}
          sequence={sequence}
          last={last}
          place={clock.placeOf(sequence)}
          length={clock.length}
          steps={STEPS.map((kind) => ({
            kind,
            position: log.chronicle.countUpTo(sequence, kind),
            count: log.chronicle.count(kind),
          }))}
          shortened={replay.shortened}
          onShortened={replay.setShortened}
          zoom={zoom}
          onZoom={setZoom}
          onSeek={replay.seek}
          onStep={replay.step}
        />
        {replay.problem && <ProblemAlert problem={replay.problem} onRetry={replay.retry} />}
      </section>
      <ReplayPanes task={task} replay={replay} state={state} />
    </div>
  );
}
