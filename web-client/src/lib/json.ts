/** Narrowing helpers for JSON whose shape nobody promises. */
export type Json = Record<string, unknown>;

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function asObject(value: unknown): Json {
  return isObject(value) ? value : {};
}

export function asArray(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export function asString(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

export function asNumber(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Cuts a preview that does not keep the whole text alive: engines represent a slice as a
 * pointer into its parent, so a preview of a 3 MB line would hold 3 MB.
 */
export function preview(text: string, length: number): string {
  if (text.length <= length && text.length < 64) return text;
  return JSON.parse(JSON.stringify(text.slice(0, length)));
}

export function firstLine(text: string, length = 200): string {
  const start = text.search(/\S/);
  if (start < 0) return "";
  const end = text.indexOf("\n", start);
  return preview(end < 0 ? text.slice(start) : text.slice(start, end), length);
}
