import { readFileSync } from "node:fs";

/** The words on the screen, from the same file that the client shows them from. */
export function wordsOf(language) {
  const url = new URL(`../src/app/i18n/${language}.json`, import.meta.url);
  const tree = JSON.parse(readFileSync(url, "utf8"));
  return (key) => {
    const text = key.split(".").reduce((branch, name) => branch?.[name], tree);
    if (typeof text !== "string") throw new Error(`There is no text for ${key}`);
    return text;
  };
}
