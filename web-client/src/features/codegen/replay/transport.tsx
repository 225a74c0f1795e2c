import {
  CaretRightFilled,
  FastBackwardFilled,
  FastForwardFilled,
  LeftOutlined,
  PauseOutlined,
  RightOutlined,
  StepBackwardFilled,
  StepForwardFilled,
} from "@ant-design/icons";
import { Button, Select, Switch } from "antd";
import { memo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { formatClock } from "@/lib/format";
import { type Player, SPEEDS } from "./use-player";

const ZOOMS = [1, 2, 4, 8] as const;

type StepKind = "turn" | "edit" | "fault";

interface StepCount {
  kind: StepKind;
  position: number;
  count: number;
}

interface TransportProps {
  player: Player;
  sequence: number;
  last: number;
  /** Where the playhead stands on the clock, and how long that is. */
  place: number;
  length: number;
  steps: readonly StepCount[];
  shortened: boolean;
  onShortened: (shortened: boolean) => void;
  zoom: number;
  onZoom: (zoom: number) => void;
  onSeek: (sequence: number) => void;
  onStep: (kind: StepKind, direction: 1 | -1) => void;
}

/** The buttons of a player, for who does not use its keys. */
export function Transport(props: TransportProps) {
  const { player, sequence, last, place, length, steps, onSeek } = props;
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a labelled part of the page, not a fieldset
    <div className="cm-transport" role="group" aria-label={t("replay.controls")}>
      <div className="cm-transport-play">
        <IconButton
          icon={<FastBackwardFilled />}
          label={t("replay.toStart")}
          keys="Home"
          disabled={sequence <= 1}
          onClick={() => onSeek(1)}
        />
        <IconButton
          icon={<StepBackwardFilled />}
          label={t("replay.previousEvent")}
          keys="←"
          disabled={sequence <= 1}
          onClick={() => onSeek(sequence - 1)}
        />
        <Button
          type="primary"
          shape="circle"
          icon={player.playing ? <PauseOutlined /> : <CaretRightFilled />}
          aria-label={player.playing ? t("replay.pause") : t("replay.play")}
          title={`${player.playing ? t("replay.pause") : t("replay.play")} (Space)`}
          onClick={player.toggle}
        />
        <IconButton
          icon={<StepForwardFilled />}
          label={t("replay.nextEvent")}
          keys="→"
          disabled={sequence >= last}
          onClick={() => onSeek(sequence + 1)}
        />
        <IconButton
          icon={<FastForwardFilled />}
          label={t("replay.toEnd")}
          keys="End"
          disabled={sequence >= last}
          onClick={() => onSeek(last)}
        />
      </div>
      <span className="cm-transport-time cm-digits">
        <strong>{formatClock(place)}</strong> / {formatClock(length)}
        <span className="cm-muted">{t("replay.eventOf", { sequence, last })}</span>
      </span>
      <div className="cm-transport-steps">
        {steps.map((step) => (
          <Stepper key={step.kind} step={step} onStep={props.onStep} />
        ))}
      </div>
      <span className="cm-spring" />
      <Pace
        speed={player.speed}
        onSpeed={player.setSpeed}
        shortened={props.shortened}
        onShortened={props.onShortened}
        zoom={props.zoom}
        onZoom={props.onZoom}
      />
    </div>
  );
}

interface PaceProps {
  speed: Player["speed"];
  onSpeed: Player["setSpeed"];
  shortened: boolean;
  onShortened: (shortened: boolean) => void;
  zoom: number;
  onZoom: (zoom: number) => void;
}

/** Stays as it is while the playhead moves: a choice is much to draw. */
const Pace = memo(function Pace(props: PaceProps) {
  const { speed, onSpeed, shortened, onShortened, zoom, onZoom } = props;
  const { t } = useTranslation();
  return (
    <div className="cm-transport-pace">
      {/* biome-ignore lint/a11y/noLabelWithoutControl: antd's switch is a button inside the label */}
      <label className="cm-switch" title={t("replay.shortenWords")}>
        <Switch
          size="small"
          checked={shortened}
          aria-label={t("replay.shorten")}
          onChange={onShortened}
        />
        <span>{t("replay.shorten")}</span>
      </label>
      <Select
        size="small"
        value={speed}
        aria-label={t("replay.speed")}
        title={t("replay.speed")}
        options={SPEEDS.map((value) => ({ value, label: `${value}×` }))}
        onChange={onSpeed}
        popupMatchSelectWidth={false}
      />
      <Select
        size="small"
        className="cm-transport-zoom"
        value={zoom}
        aria-label={t("replay.zoom")}
        title={t("replay.zoom")}
        options={ZOOMS.map((value) => ({
          value,
          label: value === 1 ? t("replay.fit") : t("replay.zoomed", { zoom: value }),
        }))}
        onChange={onZoom}
        popupMatchSelectWidth={false}
      />
    </div>
  );
});

interface StepperProps {
  step: StepCount;
  onStep: (kind: StepKind, direction: 1 | -1) => void;
}

function Stepper({ step: { kind, position, count }, onStep }: StepperProps) {
  const { t } = useTranslation();
  const tone = kind === "fault" && count > 0 ? " cm-stepper-fault" : "";
  return (
    <span className={`cm-stepper${tone}`}>
      <Button
        size="small"
        type="text"
        icon={<LeftOutlined aria-hidden="true" />}
        aria-label={t(`replay.previous.${kind}`)}
        title={t(`replay.previous.${kind}`)}
        disabled={count === 0}
        onClick={() => onStep(kind, -1)}
      />
      <span>
        {t(`replay.steps.${kind}`)}{" "}
        <span className="cm-digits cm-muted">
          {position}/{count}
        </span>
      </span>
      <Button
        size="small"
        type="text"
        icon={<RightOutlined aria-hidden="true" />}
        aria-label={t(`replay.next.${kind}`)}
        title={t(`replay.next.${kind}`)}
        disabled={position >= count}
        onClick={() => onStep(kind, 1)}
      />
    </span>
  );
}

interface IconButtonProps {
  icon: ReactNode;
  label: string;
  keys: string;
  disabled: boolean;
  onClick: () => void;
}

function IconButton({ icon, label, keys, disabled, onClick }: IconButtonProps) {
  return (
    <Button
      type="text"
      icon={icon}
      aria-label={label}
      title={`${label} (${keys})`}
      disabled={disabled}
      onClick={onClick}
    />
  );
}
