/** A file and lines of a change, as they stand in an address: `?file=src/a.ts&line=12-15&side=old`. */
export interface Place {
  file: string;
  side: "OLD" | "NEW";
  line: number | null;
  endLine: number | null;
}

export function readPlace(query: URLSearchParams): Place | null {
  const file = query.get("file");
  if (!file) return null;
  const [, first, last] = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(query.get("line") ?? "") ?? [];
  const line = first ? Number(first) : null;
  return {
    file,
    side: query.get("side") === "old" ? "OLD" : "NEW",
    line: line || null,
    endLine: line ? Math.max(line, Number(last ?? line)) : null,
  };
}

export function writePlace(query: URLSearchParams, place: Place): void {
  const { file, side, line, endLine } = place;
  query.set("file", file);
  if (line) query.set("line", endLine && endLine > line ? `${line}-${endLine}` : String(line));
  else query.delete("line");
  if (line && side === "OLD") query.set("side", "old");
  else query.delete("side");
}
