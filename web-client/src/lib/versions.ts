export interface FieldChange {
  field: string;
  before?: string | null;
  after?: string | null;
}

interface Step {
  version: number;
  changes: readonly FieldChange[];
}

/**
 * What changed from one version to a later one: per field the text it began with and the text it
 * ended with. A field that came back to where it was did not change.
 */
export function changesBetween(steps: readonly Step[], from: number, to: number): FieldChange[] {
  const changed = new Map<string, Required<FieldChange>>();
  const between = steps
    .filter(({ version }) => version > from && version <= to)
    .sort((a, b) => a.version - b.version);
  for (const { field, before, after } of between.flatMap(({ changes }) => changes)) {
    // There are many attachments: each is a field of its own, named by itself.
    const name = field === "attachment" ? `${field} ${after ?? before}` : field;
    const first = changed.get(name);
    changed.set(name, {
      field,
      before: first ? first.before : (before ?? null),
      after: after ?? null,
    });
  }
  return [...changed.values()].filter(({ before, after }) => before !== after);
}
