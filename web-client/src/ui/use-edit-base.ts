import type { FormInstance } from "antd";
import { useState } from "react";
import { changesOf, mergeTheirs } from "@/lib/merge";

interface Base<T> {
  values: T;
  etag: string | null;
}

interface EditBase<T> {
  etag: string | null;
  /** What the author touched. */
  changes: (values: T) => Partial<T>;
  /** What others changed since the form was opened; null as long as nobody did. */
  theirs: ReturnType<typeof mergeTheirs>["theirs"] | null;
  /** Somebody else saved first: takes their changes in and keeps what was typed. */
  rebase: () => Promise<void>;
}

/** The version that a form edits. */
export function useEditBase<T extends Record<string, unknown>>(
  start: Base<T>,
  form: FormInstance<T>,
  readAgain: () => Promise<Base<T>>,
): EditBase<T> {
  const [base, setBase] = useState(start);
  const [theirs, setTheirs] = useState<EditBase<T>["theirs"]>(null);
  const rebase = async () => {
    const now = await readAgain();
    const mine: T = { ...base.values, ...form.getFieldsValue() };
    const merge = mergeTheirs(base.values, mine, now.values);
    form.setFieldsValue(merge.merged as Parameters<typeof form.setFieldsValue>[0]);
    setBase(now);
    setTheirs(merge.theirs);
  };
  return { etag: base.etag, changes: (values) => changesOf(base.values, values), theirs, rebase };
}
