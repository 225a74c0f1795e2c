import {
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useTranslation } from "react-i18next";
import { formatClock } from "@/lib/format";
import { AgentLanes } from "./agent-lanes";
import { type Clock, ticksOf } from "./clock";
import { LaneCanvas } from "./lane-canvas";
import { HEIGHT, type Lanes, paintLanes } from "./paint";

const TICK_WIDTH = 90;

interface TimelineProps {
  lanes: Lanes;
  clock: Clock;
  sequence: number;
  last: number;
  zoom: number;
  /** The sub-agent whose line the playhead stands on. */
  agent: string | null;
  /** What the playhead stands on, in words. */
  words: string;
  onSeek: (sequence: number) => void;
  onTurn: (direction: 1 | -1) => void;
  /** Told by the player where between two events it is. */
  onPlace: RefObject<((place: number) => void) | null>;
  /** Whether the playhead moves between events too; else from event to event. */
  gliding: boolean;
}

function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const box = element.current;
    if (!box) return;
    setWidth(box.clientWidth);
    const observer = new ResizeObserver(() => setWidth(box.clientWidth));
    observer.observe(box);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

const HORIZONTAL = new Set(["ArrowLeft", "ArrowRight"]);

/** Where a slider's key leads, or null for another key. */
function targetOf(key: string, sequence: number, last: number): number | null {
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return sequence - 1;
    case "ArrowRight":
    case "ArrowUp":
      return sequence + 1;
    case "Home":
      return 1;
    case "End":
      return last;
    default:
      return null;
  }
}

/** The whole run at a glance: when the model spoke, when tools ran, what failed, and the playhead that moves over it. */
export function Timeline(props: TimelineProps) {
  const { lanes, clock, sequence, last, zoom, words, onSeek, onTurn, onPlace, gliding } = props;
  const { agents } = lanes;
  const { t } = useTranslation();
  const track = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const agentsHead = useRef<HTMLDivElement>(null);
  const agentsView = useRef<HTMLDivElement>(null);
  const width = useWidth(track);
  const [hover, setHover] = useState<number | null>(null);
  const share = (place: number) => (clock.length > 0 ? (100 * place) / clock.length : 0);
  const here = share(clock.placeOf(sequence));
  const paint = useMemo(() => paintLanes(lanes, clock), [lanes, clock]);

  useEffect(() => {
    if (!gliding) return;
    onPlace.current = (place) => {
      if (clock.length === 0) return;
      for (const { current } of [head, agentsHead]) {
        if (current) current.style.left = `${(100 * place) / clock.length}%`;
      }
    };
    return () => {
      onPlace.current = null;
    };
  }, [gliding, clock, onPlace]);

  // The playhead stays in sight of who looks closer.
  useEffect(() => {
    const scroller = track.current?.parentElement;
    if (!scroller || zoom === 1) return;
    const at = (here / 100) * width;
    const { scrollLeft, clientWidth } = scroller;
    if (at < scrollLeft + 40 || at > scrollLeft + clientWidth - 40) {
      scroller.scrollLeft = at - clientWidth / 2;
    }
  }, [here, width, zoom]);

  const eventUnder = (event: PointerEvent) => {
    const box = track.current?.getBoundingClientRect();
    if (!box || box.width === 0) return 1;
    const part = Math.max(0, Math.min(1, (event.clientX - box.left) / box.width));
    return clock.eventAt(part * clock.length);
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    onSeek(eventUnder(event));
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const under = eventUnder(event);
    setHover(under);
    if (event.buttons > 0 && under !== sequence) onSeek(under);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key.startsWith("Page")) onTurn(event.key === "PageUp" ? 1 : -1);
    else if (event.shiftKey && HORIZONTAL.has(event.key)) {
      onTurn(event.key === "ArrowRight" ? 1 : -1);
    } else {
      const target = targetOf(event.key, sequence, last);
      if (target === null) return;
      onSeek(target);
    }
    event.preventDefault();
  };

  return (
    <div className={agents.length > 0 ? "cm-timeline cm-timeline-agents" : "cm-timeline"}>
      <div className="cm-timeline-names" aria-hidden="true">
        <span>{t("replay.lanes.model")}</span>
        <span>{t("replay.lanes.tools")}</span>
        <span>{t("replay.lanes.edits")}</span>
      </div>
      <div
        className="cm-timeline-scroll"
        onScroll={({ currentTarget }) => {
          if (agentsView.current) agentsView.current.scrollLeft = currentTarget.scrollLeft;
        }}
      >
        <div
          ref={track}
          className="cm-timeline-track"
          style={{ width: `${zoom * 100}%` }}
          role="slider"
          tabIndex={0}
          aria-label={t("replay.playhead")}
          aria-valuemin={1}
          aria-valuemax={last}
          aria-valuenow={sequence}
          aria-valuetext={words}
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerLeave={() => setHover(null)}
          onKeyDown={onKeyDown}
        >
          <LaneCanvas paint={paint} width={width} height={HEIGHT} />
          <div className="cm-timeline-ticks" aria-hidden="true">
            {ticksOf(clock.length, Math.max(1, width / TICK_WIDTH)).map((tick) => (
              <span key={tick} style={{ left: `${share(tick)}%` }}>
                {formatClock(tick)}
              </span>
            ))}
          </div>
          {hover !== null && <HoverMark clock={clock} sequence={hover} />}
          <div ref={head} className="cm-playhead" style={{ left: `${here}%` }} aria-hidden="true" />
        </div>
      </div>
      {agents.length > 0 && (
        <AgentLanes
          agents={agents}
          clock={clock}
          width={width}
          viewWidth={width / zoom}
          current={props.agent}
          here={here}
          view={agentsView}
          head={agentsHead}
          eventUnder={eventUnder}
          onSeek={onSeek}
        />
      )}
    </div>
  );
}

function HoverMark({ clock, sequence }: { clock: Clock; sequence: number }) {
  const { t } = useTranslation();
  const place = clock.placeOf(sequence);
  const left = clock.length > 0 ? (100 * place) / clock.length : 0;
  return (
    <span
      className={left > 80 ? "cm-hover cm-hover-left" : "cm-hover"}
      style={{ left: `${left}%` }}
      aria-hidden="true"
    >
      {t("replay.at", { sequence, time: formatClock(place) })}
    </span>
  );
}
