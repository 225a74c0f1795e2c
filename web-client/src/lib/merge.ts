type Values = Record<string, unknown>;

/** What differs from the base, and nothing else: an edit sends only what its author touched. */
export function changesOf<T extends Values>(base: T, values: T): Partial<T> {
  const changed = Object.entries(values).filter(([field, value]) => value !== base[field]);
  return Object.fromEntries(changed) as Partial<T>;
}

interface TheirChange {
  field: string;
  before: unknown;
  after: unknown;
  /** Both sides changed this field, to different values. */
  conflict: boolean;
}

interface Merge<T> {
  /** What I touched as I left it, everything else as it is now. */
  merged: T;
  theirs: TheirChange[];
}

/** Somebody else saved in the meantime: their changes come in, mine stay. */
export function mergeTheirs<T extends Values>(base: T, mine: T, now: T): Merge<T> {
  const merged: Values = { ...now };
  const theirs: TheirChange[] = [];
  for (const field of Object.keys(now)) {
    const touched = mine[field] !== base[field];
    if (touched) merged[field] = mine[field];
    if (now[field] === base[field]) continue;
    const conflict = touched && mine[field] !== now[field];
    theirs.push({ field, before: base[field], after: now[field], conflict });
  }
  return { merged: merged as T, theirs };
}
