import type { FormInstance } from "antd";

interface FieldProblems {
  fieldErrors: readonly { field: string; message: string }[];
}

/**
 * Puts the server's field errors at their fields and moves the reader there. Answers whether any
 * error had no field to stand at, so that the caller shows it as words.
 */
export function showFieldErrors(
  form: FormInstance,
  problem: FieldProblems,
  codeField: Record<string, string> = {},
  code?: string,
  message?: string,
): boolean {
  const known = new Set(Object.keys(form.getFieldsValue(true)));
  const errors = new Map<string, string[]>();
  for (const { field, message: words } of problem.fieldErrors) {
    errors.set(field, [...(errors.get(field) ?? []), words]);
  }
  const own = code ? codeField[code] : undefined;
  if (own && message && !errors.has(own)) errors.set(own, [message]);
  const fields = [...errors].filter(([name]) => known.has(name) || form.getFieldInstance(name));
  if (fields.length === 0) return true;
  form.setFields(fields.map(([name, messages]) => ({ name, errors: messages })));
  const first = fields[0];
  if (first) form.scrollToField(first[0], { focus: true });
  return fields.length < errors.size;
}
