import { useCallback } from "react";
import { useTranslation } from "react-i18next";

type Values = Record<string, string | number>;

/**
 * Words for a code that comes from outside and may be unknown: the translation where there is
 * one, else the given fallback.
 */
export function useWords(): (key: string, fallback: string, values?: Values) => string {
  const { i18n } = useTranslation();
  return useCallback(
    (key, fallback, values) => {
      if (!i18n.exists(key)) return fallback;
      const translate = i18n.t as (key: string, values?: Values) => unknown;
      const text = translate(key, values);
      return typeof text === "string" ? text : fallback;
    },
    [i18n],
  );
}
