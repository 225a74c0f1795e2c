import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import en from "./en.json";
import zh from "./zh.json";

function flatten(tree: object, prefix = ""): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [name, value] of Object.entries(tree)) {
    if (typeof value === "string") texts.set(prefix + name, value);
    else for (const entry of flatten(value, `${prefix}${name}.`)) texts.set(...entry);
  }
  return texts;
}

const english = flatten(en);
const chinese = flatten(zh);
const sources = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|generated/.test(file))
  .map((file) => ({ file, text: readFileSync(join("src", file), "utf8") }));

const placeholders = (text: string) =>
  [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name).sort();

it("has the same texts in both languages", () => {
  expect([...chinese.keys()]).toEqual([...english.keys()]);
});

it("fills the same values into a text of either language", () => {
  for (const [key, text] of english) {
    expect([key, placeholders(chinese.get(key) ?? "")]).toEqual([key, placeholders(text)]);
  }
});

it("knows every key that the code names", () => {
  const exists = (key: string) => english.has(key) || english.has(`${key}_other`);
  const missing = sources.flatMap(({ file, text }) =>
    [...text.matchAll(/\bt\(\s*"([^"]+)"/g)]
      .map(([, key]) => key ?? "")
      .filter((key) => !exists(key))
      .map((key) => `${file}: ${key}`),
  );
  expect(missing).toEqual([]);
});

it("keeps no key that the code does not name", () => {
  const code = sources.map(({ text }) => text).join("\n");
  const prefixes = [...code.matchAll(/`((?:[\w-]+\.)+)\$\{/g)].map(([, prefix]) => prefix ?? "");
  const unused = [...english.keys()].filter((key) => {
    const base = key.replace(/_(one|other)$/, "");
    return !code.includes(`"${base}"`) && !prefixes.some((prefix) => base.startsWith(prefix));
  });
  expect(unused).toEqual([]);
});

it("writes no words into components", () => {
  // Text between tags, or in an attribute that is read out, in words of two letters and more.
  const hard = sources.flatMap(({ file, text }) =>
    [
      ...text.matchAll(/>\s*([A-Z][a-z]+(?: [a-z]+)+)\s*</g),
      ...text.matchAll(/(?:title|label|aria-label|placeholder|alt)="([A-Za-z]+ [^"]+)"/g),
    ].map(([, words]) => `${file}: ${words}`),
  );
  expect(hard).toEqual([]);
});
