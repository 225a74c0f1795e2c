import { useTranslation } from "react-i18next";
import { type Command, useCommands } from "@/ui/commands";
import { SPEEDS } from "./replay/use-player";
import type { Replay } from "./use-replay";

/** A replay by keys: nothing of it needs the mouse. */
export function useReplayKeys(replay: Replay, onLeave: () => void, leave: string): void {
  const { t } = useTranslation();
  const { player, sequence, last, seek, step } = replay;
  const look = (id: string, label: string, keys: string, run: () => void): Command => ({
    id: `replay-${id}`,
    label,
    keys,
    group: "look",
    run,
  });
  const faster = (by: 1 | -1) => {
    const next = SPEEDS[SPEEDS.indexOf(player.speed) + by];
    if (next) player.setSpeed(next);
  };
  useCommands([
    look("play", t("replay.playPause"), "Space", player.toggle),
    look("next", t("replay.nextEvent"), "ArrowRight", () => seek(sequence + 1)),
    look("previous", t("replay.previousEvent"), "ArrowLeft", () => seek(sequence - 1)),
    look("next-turn", t("replay.next.turn"), "shift+ArrowRight", () => step("turn", 1)),
    look("previous-turn", t("replay.previous.turn"), "shift+ArrowLeft", () => step("turn", -1)),
    look("next-edit", t("replay.next.edit"), "e", () => step("edit", 1)),
    look("previous-edit", t("replay.previous.edit"), "shift+e", () => step("edit", -1)),
    { ...look("next-fault", t("replay.next.fault"), "x", () => step("fault", 1)), alias: "!" },
    look("previous-fault", t("replay.previous.fault"), "shift+x", () => step("fault", -1)),
    look("start", t("replay.toStart"), "Home", () => seek(1)),
    look("end", t("replay.toEnd"), "End", () => seek(last)),
    look("faster", t("replay.faster"), ">", () => faster(1)),
    look("slower", t("replay.slower"), "<", () => faster(-1)),
    look("leave", leave, "r", onLeave),
  ]);
}
