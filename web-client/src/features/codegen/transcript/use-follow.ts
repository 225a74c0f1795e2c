import { type RefObject, useCallback, useEffect, useRef, useState } from "react";

const EDGE = 32;
const AWAY = 120;
const INTENT_MS = 300;
const SETTLE_FRAMES = 4;
const KEYS = new Set(["ArrowUp", "PageUp", "Home", "ArrowDown", "PageDown", "End", " "]);

function hasSelectionIn(element: HTMLElement): boolean {
  const selection = getSelection();
  return Boolean(
    selection &&
      !selection.isCollapsed &&
      selection.anchorNode &&
      element.contains(selection.anchorNode),
  );
}

export interface Follow {
  following: boolean;
  attach: (scroller: HTMLElement | null) => void;
  toEnd: () => void;
  stay: () => void;
  onGrown: () => void;
}

/**
 * Keeps the end in view until the reader moves away. Only movement that the reader caused counts
 * (a wheel, a finger, a key, the scrollbar within 300 ms); a layout shift never lets go, and
 * nothing moves under a selection.
 */
export function useFollow(initially: boolean): Follow {
  const [following, setFollowing] = useState(initially);
  const state: RefObject<{ following: boolean; intent: number }> = useRef({
    following: initially,
    intent: Number.NEGATIVE_INFINITY,
  });
  const scroller = useRef<HTMLElement | null>(null);
  const detach = useRef<(() => void) | null>(null);
  const keepUp = useRef(() => {});

  const change = useCallback((next: boolean) => {
    state.current.following = next;
    setFollowing(next);
  }, []);

  const jump = useCallback(() => {
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, []);

  const attach = useCallback(
    (element: HTMLElement | null) => {
      detach.current?.();
      scroller.current = element;
      if (!element) return;
      let last = element.scrollTop;
      let away = 0;
      const onIntent = () => {
        state.current.intent = performance.now();
      };
      const onKey = (event: KeyboardEvent) => KEYS.has(event.key) && onIntent();
      const onMove = (event: PointerEvent) => event.buttons > 0 && onIntent();
      const onScroll = () => {
        const moved = element.scrollTop - last;
        last = element.scrollTop;
        if (performance.now() - state.current.intent > INTENT_MS) return;
        const distance = element.scrollHeight - element.clientHeight - element.scrollTop;
        if (distance <= EDGE && moved >= 0) {
          away = 0;
          if (!state.current.following) change(true);
          return;
        }
        away = moved < 0 ? away - moved : 0;
        if (away > AWAY && state.current.following) change(false);
      };
      const resize = new ResizeObserver(() => keepUp.current());
      resize.observe(element);
      element.addEventListener("wheel", onIntent, { passive: true });
      element.addEventListener("touchmove", onIntent, { passive: true });
      element.addEventListener("pointerdown", onIntent);
      element.addEventListener("pointermove", onMove);
      element.addEventListener("keydown", onKey);
      element.addEventListener("scroll", onScroll, { passive: true });
      detach.current = () => {
        resize.disconnect();
        element.removeEventListener("wheel", onIntent);
        element.removeEventListener("touchmove", onIntent);
        element.removeEventListener("pointerdown", onIntent);
        element.removeEventListener("pointermove", onMove);
        element.removeEventListener("keydown", onKey);
        element.removeEventListener("scroll", onScroll);
      };
    },
    [change],
  );

  useEffect(() => () => detach.current?.(), []);

  const frames = useRef(0);
  const onGrown = useCallback(() => {
    const keep = () => {
      const element = scroller.current;
      if (!element || !state.current.following || hasSelectionIn(element)) return false;
      // Hands off while the reader's hand is on it: growth must not eat their movement.
      if (performance.now() - state.current.intent < INTENT_MS) return false;
      jump();
      return true;
    };
    // The list tells its new height before it has it: the end is reached some frames later.
    const settle = () => {
      frames.current -= 1;
      if (!keep()) frames.current = 0;
      if (frames.current > 0) requestAnimationFrame(settle);
    };
    const idle = frames.current <= 0;
    frames.current = SETTLE_FRAMES;
    if (keep() && idle) requestAnimationFrame(settle);
    else if (idle) frames.current = 0;
  }, [jump]);

  keepUp.current = onGrown;

  const toEnd = useCallback(() => {
    change(true);
    jump();
    // Rows near the end are measured only once they are there.
    requestAnimationFrame(jump);
  }, [change, jump]);

  const stay = useCallback(() => change(false), [change]);

  return { following, attach, toEnd, stay, onGrown };
}
