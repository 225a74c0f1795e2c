import type { FormInstance } from "antd";
import i18next from "i18next";

interface FieldProblems {
  code?: string;
  fieldErrors: readonly { field: string; message: string }[];
}

/**
 * The server speaks English. Where it has a code for what is wrong with one field, whoever reads another language gets our
 * own words; a general code says nothing about the field, so its sentence stays.
 */
function wordsFor({ code, fieldErrors }: FieldProblems, message: string): string {
  if (i18next.language === "en" || !code || code === "request.invalid") return message;
  const key = `problem.${code}`;
  const known = fieldErrors.length === 1 && i18next.exists(key);
  return known ? String((i18next.t as (key: string) => unknown)(key)) : message;
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
    errors.set(field, [...(errors.get(field) ?? []), wordsFor(problem, words)]);
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
