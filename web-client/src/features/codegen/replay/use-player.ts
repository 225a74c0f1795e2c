import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { Clock } from "./clock";

export const SPEEDS = [0.5, 1, 2, 4, 8, 16] as const;

type Speed = (typeof SPEEDS)[number];

/** A picture is drawn at most this often; the thumb moves in between. */
const DRAW_MS = 60;

export interface Player {
  playing: boolean;
  speed: Speed;
  setSpeed: (speed: Speed) => void;
  toggle: () => void;
  play: () => void;
  /** The reader moves the playhead: where it plays on from is the event's own place again. */
  rest: () => void;
  /** Told while it plays where between two events the playhead is. */
  onPlace: RefObject<((place: number) => void) | null>;
}

interface PlayerOptions {
  clock: Clock;
  sequence: number;
  /** Playing waits for what is not here yet. */
  has: (sequence: number) => boolean;
  onMove: (sequence: number) => void;
}

/** Moves the playhead at a pace. */
export function usePlayer({ clock, sequence, has, onMove }: PlayerOptions): Player {
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<Speed>(1);
  const now = useRef({ clock, sequence, speed });
  now.current = { clock, sequence, speed };
  const place = useRef<number | null>(null);
  const onPlace = useRef<((place: number) => void) | null>(null);

  useEffect(() => {
    if (!playing) return;
    let frame = 0;
    let then = performance.now();
    let drawn = 0;
    const tick = (at: number) => {
      const current = now.current;
      const from = place.current ?? current.clock.placeOf(current.sequence);
      const to = Math.min(from + (at - then) * current.speed, current.clock.length);
      then = at;
      const next = current.clock.eventAt(to);
      if (has(next)) {
        place.current = to;
        onPlace.current?.(to);
        const over = to >= current.clock.length;
        if (next !== current.sequence && (over || at - drawn >= DRAW_MS)) {
          drawn = at;
          onMove(next);
        }
        if (over) {
          place.current = null;
          setPlaying(false);
          return;
        }
      }
      frame = requestAnimationFrame(tick);
    };
    frame = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(frame);
  }, [playing, has, onMove]);

  const rest = useCallback(() => {
    place.current = null;
  }, []);
  const play = useCallback(() => {
    const { clock: here, sequence: at } = now.current;
    place.current = null;
    // Played to the end, it begins again.
    if (here.placeOf(at) >= here.length) onMove(1);
    setPlaying(true);
  }, [onMove]);
  const toggle = useCallback(() => {
    if (!playing) return play();
    place.current = null;
    setPlaying(false);
  }, [playing, play]);

  return { playing, speed, setSpeed, toggle, play, rest, onPlace };
}
