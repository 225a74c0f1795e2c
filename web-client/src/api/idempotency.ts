import { useCallback, useRef } from "react";
import { randomUuid } from "@/lib/uuid";

/**
 * One key per intent: pressing the button again after a lost answer sends the same key, so the
 * server repeats its first answer; a changed body is a new intent.
 */
export function useIdempotencyKey(): {
  keyFor: (body: unknown) => string;
  settle: () => void;
} {
  const last = useRef<{ body: string; key: string } | null>(null);
  const keyFor = useCallback((body: unknown) => {
    const text = JSON.stringify(body) ?? "";
    if (last.current?.body !== text) last.current = { body: text, key: randomUuid() };
    return last.current.key;
  }, []);
  const settle = useCallback(() => {
    last.current = null;
  }, []);
  return { keyFor, settle };
}
