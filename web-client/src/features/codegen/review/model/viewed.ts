import { asArray, parseJson } from "@/lib/json";

const KEY = "codemaster.viewed";
const KEPT = 60;

type Entry = [taskId: string, paths: string[]];

function readAll(): Entry[] {
  return asArray(parseJson(localStorage.getItem(KEY) ?? "")).filter((entry): entry is Entry => {
    const [id, paths] = asArray(entry);
    return typeof id === "string" && Array.isArray(paths);
  });
}

/** Which files this reader has ticked off in this change; a matter of this browser. */
export function readViewed(taskId: string): ReadonlySet<string> {
  return new Set(readAll().find(([id]) => id === taskId)?.[1]);
}

export function writeViewed(taskId: string, paths: ReadonlySet<string>): void {
  const others = readAll().filter(([id]) => id !== taskId);
  const entry: Entry = [taskId, [...paths]];
  localStorage.setItem(KEY, JSON.stringify([...others.slice(1 - KEPT), entry]));
}
