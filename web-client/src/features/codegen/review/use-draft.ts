import { useQueryClient } from "@tanstack/react-query";
import { type Dispatch, useCallback, useEffect, useReducer, useRef, useState } from "react";
import { rememberDraft, saveDraft } from "@/api/reviews";
import type { Reviews } from "@/api/types";
import { type DraftAction, type DraftState, fromDraft, reduceDraft, toSaved } from "./model/draft";

export type Saving = "saved" | "pending" | "failed";

const PAUSE_MS = 700;

interface Draft {
  draft: DraftState;
  dispatch: Dispatch<DraftAction>;
  saving: Saving;
  /** Tries again to save after a failure. */
  saveAgain: () => void;
  /** It was submitted: nothing is left, here and on the server. */
  settle: () => void;
}

/** The caller's draft: kept on the server a moment after each change, and when the page is left. */
export function useDraft(taskId: string, start: Reviews["draft"]): Draft {
  const client = useQueryClient();
  const [draft, dispatch] = useReducer(reduceDraft, start, fromDraft);
  const [saving, setSaving] = useState<Saving>("saved");
  const text = JSON.stringify(toSaved(draft));
  const latest = useRef(text);
  const [stored] = useState(() => ({ text, queue: Promise.resolve() }));
  latest.current = text;

  const save = useCallback(
    (leaving: boolean) => {
      const wanted = latest.current;
      if (wanted === stored.text) return;
      const before = stored.text;
      stored.text = wanted;
      const request = JSON.parse(wanted) as ReturnType<typeof toSaved>;
      rememberDraft(client, taskId, request);
      // One after the other: an older text must not overtake a newer one.
      stored.queue = stored.queue
        .then(() => saveDraft(taskId, request, leaving))
        .then(() => setSaving(latest.current === wanted ? "saved" : "pending"))
        .catch(() => {
          if (stored.text === wanted) stored.text = before;
          setSaving("failed");
        });
    },
    [client, taskId, stored],
  );

  useEffect(() => {
    if (text === stored.text) return;
    setSaving("pending");
    const timer = setTimeout(() => save(false), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, stored, save]);

  useEffect(() => {
    const leave = () => save(true);
    globalThis.addEventListener("pagehide", leave);
    return () => {
      globalThis.removeEventListener("pagehide", leave);
      save(false);
    };
  }, [save]);

  const settle = useCallback(() => {
    stored.text = JSON.stringify(null);
    latest.current = stored.text;
    dispatch({ type: "clear" });
    setSaving("saved");
  }, [stored]);

  return { draft, dispatch, saving, saveAgain: () => save(false), settle };
}
