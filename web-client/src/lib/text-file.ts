type Outcome = { text: string } | { problem: "too-large" | "not-text" };

/** A file as text; what is no text is refused here and not by a garbled prompt later. */
export async function readTextFile(file: Blob, mostBytes: number): Promise<Outcome> {
  if (file.size > mostBytes) return { problem: "too-large" };
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    return text.includes("\u0000") ? { problem: "not-text" } : { text };
  } catch {
    return { problem: "not-text" };
  }
}
