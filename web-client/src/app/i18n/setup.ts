import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "@/lib/format";
import en from "./en.json";
import zh from "./zh.json";

export function startI18n(language: Language): void {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: "en",
    resources: { en: { translation: en }, zh: { translation: zh } },
    interpolation: { escapeValue: false },
    returnNull: false,
    initAsync: false,
    // A key may name a scope like `events:read`.
    nsSeparator: false,
  });
}
