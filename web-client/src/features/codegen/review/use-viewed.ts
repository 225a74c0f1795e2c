import { useCallback, useState } from "react";
import { readViewed, writeViewed } from "./model/viewed";

/** The files that the reader has ticked off. */
export function useViewed(taskId: string) {
  const [viewed, setViewed] = useState(() => readViewed(taskId));
  const tick = useCallback(
    (path: string, on: boolean) => {
      const next = new Set(viewed);
      if (on) next.add(path);
      else next.delete(path);
      writeViewed(taskId, next);
      setViewed(next);
    },
    [taskId, viewed],
  );
  return { viewed, tick };
}
