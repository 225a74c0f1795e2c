import { createContext, useContext } from "react";
import type { TranscriptLog } from "./model/log";

export interface TranscriptScope {
  taskId: string;
  log: TranscriptLog;
  live: boolean;
  demo: boolean;
  cwd: string | null;
}

const TranscriptContext = createContext<TranscriptScope | null>(null);

export const TranscriptProvider = TranscriptContext.Provider;

export function useTranscriptScope(): TranscriptScope {
  const scope = useContext(TranscriptContext);
  if (!scope) throw new Error("A transcript row stands outside of a transcript");
  return scope;
}
