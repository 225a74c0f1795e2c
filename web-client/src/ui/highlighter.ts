import type { HighlighterCore, ThemedToken } from "shiki";

const BY_EXTENSION: Record<string, string> = {
  bash: "bash",
  c: "c",
  cpp: "cpp",
  cs: "csharp",
  css: "css",
  go: "go",
  html: "html",
  java: "java",
  js: "javascript",
  json: "json",
  jsx: "jsx",
  kt: "kotlin",
  md: "markdown",
  mjs: "javascript",
  php: "php",
  py: "python",
  rb: "ruby",
  rs: "rust",
  scss: "scss",
  sh: "bash",
  sql: "sql",
  swift: "swift",
  toml: "toml",
  ts: "typescript",
  tsx: "tsx",
  vue: "vue",
  xml: "xml",
  yaml: "yaml",
  yml: "yaml",
};

export function languageOfPath(path: string): string | null {
  const extension = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  return BY_EXTENSION[extension] ?? null;
}

let loading: Promise<HighlighterCore> | null = null;

/** Grammars are fetched when the first code of their language is shown, never before. */
async function load(): Promise<HighlighterCore> {
  const [{ createHighlighterCore }, { createJavaScriptRegexEngine }, light, dark] =
    await Promise.all([
      import("shiki/core"),
      import("shiki/engine/javascript"),
      import("shiki/themes/github-light-default.mjs"),
      import("shiki/themes/github-dark-default.mjs"),
    ]);
  return createHighlighterCore({
    themes: [light.default, dark.default],
    langs: [],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
}

export type Tokens = ThemedToken[][];

export async function highlight(
  code: string,
  language: string,
  dark: boolean,
): Promise<Tokens | null> {
  loading ??= load();
  const [highlighter, { bundledLanguages }] = await Promise.all([loading, import("shiki/langs")]);
  if (!highlighter.getLoadedLanguages().includes(language)) {
    const grammar = bundledLanguages[language as keyof typeof bundledLanguages];
    if (!grammar) return null;
    await highlighter.loadLanguage(grammar);
  }
  return highlighter.codeToTokensBase(code, {
    lang: language,
    theme: dark ? "github-dark-default" : "github-light-default",
  });
}
