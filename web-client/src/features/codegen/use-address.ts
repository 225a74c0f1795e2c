import { useEffect, useRef } from "react";
import type { Replay } from "./use-replay";

const SETTLE_MS = 300;

/** The address follows the playhead when it rests; an address that changes by itself moves it. */
export function useAddress(replay: Replay, event: number, onEvent: (event: number) => void): void {
  const { sequence, seek } = replay;
  const written = useRef(event);
  const write = useRef(onEvent);
  useEffect(() => {
    write.current = onEvent;
  });
  useEffect(() => {
    if (sequence === written.current) return;
    const timer = setTimeout(() => {
      written.current = sequence;
      write.current(sequence);
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [sequence]);
  useEffect(() => {
    if (event === written.current) return;
    written.current = event;
    seek(event);
  }, [event, seek]);
}
