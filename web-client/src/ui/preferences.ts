import { useSyncExternalStore } from "react";
import { create } from "zustand";
import { persist } from "zustand/middleware";
import type { Language } from "@/lib/format";

export type ThemeChoice = "system" | "light" | "dark";

interface Preferences {
  theme: ThemeChoice;
  language: Language;
  diffLayout: "unified" | "split";
  diffWrap: boolean;
  /** Single keys as commands; some input methods and readers want them off. */
  shortcuts: boolean;
  set: (change: Partial<Omit<Preferences, "set">>) => void;
}

function browserLanguage(): Language {
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}

/** How somebody likes to look at things. Nothing here comes from the server. */
export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      theme: "system",
      language: browserLanguage(),
      diffLayout: "split",
      diffWrap: false,
      shortcuts: true,
      set: (change) => set(change),
    }),
    { name: "codemaster.preferences" },
  ),
);

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (notify) => {
      const media = matchMedia(query);
      media.addEventListener("change", notify);
      return () => media.removeEventListener("change", notify);
    },
    () => matchMedia(query).matches,
  );
}

export function useIsDark(): boolean {
  const theme = usePreferences((preferences) => preferences.theme);
  const systemDark = useMedia("(prefers-color-scheme: dark)");
  return theme === "dark" || (theme === "system" && systemDark);
}

export function useIsNarrow(): boolean {
  return useMedia("(max-width: 899px)");
}

export function useIsStill(): boolean {
  return useMedia("(prefers-reduced-motion: reduce)");
}
