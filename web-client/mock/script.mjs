import { readFileSync } from "node:fs";

function lines(name) {
  const url = new URL(`../test/fixtures/${name}.jsonl`, import.meta.url);
  return readFileSync(url, "utf8").split("\n").filter(Boolean);
}

const LIMIT = 256 * 1024;

/** One line of the agent as the contract's `output` event carries it. */
export function outputOf(text) {
  const bytes = Buffer.byteLength(text);
  let line = null;
  try {
    line = JSON.parse(text);
  } catch {
    return { line: null, raw: text, truncated: false, bytes };
  }
  if (bytes <= LIMIT) return { line, raw: null, truncated: false, bytes };
  return { line: shorten(line), raw: null, truncated: true, bytes };
}

/** The shape of a long line stays; its long strings are cut. */
function shorten(value) {
  if (typeof value === "string") return value.length > 2000 ? value.slice(0, 2000) : value;
  if (Array.isArray(value)) return value.map(shorten);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shorten(inner)]));
}

const longText = JSON.stringify({
  type: "assistant",
  message: {
    id: "msg_long",
    role: "assistant",
    content: [{ type: "text", text: `A very long report.\n\n${"All is well. ".repeat(30_000)}` }],
  },
  parent_tool_use_id: null,
  session_id: "s",
  uuid: "u-long",
});

export function successLines() {
  const edit = lines("edit");
  const thinking = lines("thinking").slice(5, 10);
  const subagent = lines("subagent").slice(1, -2);
  const retry = lines("err-429-once").slice(1, 2);
  return [
    ...edit.slice(0, 8),
    ...retry,
    ...thinking,
    ...edit.slice(8, 20),
    "npm warn deprecated: this line is not JSON",
    JSON.stringify({ type: "tool_use_summary", summary: "a kind nobody knows" }),
    ...subagent,
    longText,
    ...edit.slice(20),
  ];
}

export function failureLines() {
  return lines("err-529");
}

/** Many lines of every usual kind, for the long transcript and the bench. */
export function manyLines(count) {
  const out = lines("edit").slice(0, 1);
  let call = 0;
  const base = { parent_tool_use_id: null, session_id: "s-long" };
  const say = (content, more = {}) =>
    out.push(
      JSON.stringify({
        type: "assistant",
        message: {
          id: `msg_${call}`,
          role: "assistant",
          content: [content],
          usage: { input_tokens: 3 },
        },
        ...base,
        uuid: `u-${out.length}`,
        timestamp: new Date(1_795_000_000_000 + out.length * 40).toISOString(),
        ...more,
      }),
    );
  const answer = (id, content, detail) =>
    out.push(
      JSON.stringify({
        type: "user",
        message: { role: "user", content: [{ tool_use_id: id, type: "tool_result", content }] },
        ...base,
        uuid: `u-${out.length}`,
        timestamp: new Date(1_795_000_000_000 + out.length * 40).toISOString(),
        tool_use_result: detail,
      }),
    );
  while (out.length < count) {
    call += 1;
    const id = `toolu_${call}`;
    const path = `/lab/w/t-edit/src/module${call % 40}/Price${call}.java`;
    if (call % 9 === 0) {
      say({
        type: "text",
        text: `Step ${call}: the **prices** of module ${call % 40} now use cents.`,
      });
    }
    if (call % 13 === 0) {
      say({
        type: "thinking",
        thinking: `I should check module ${call % 40} once more.`,
        signature: "x",
      });
    }
    if (call % 2 === 0) {
      const code = Array.from(
        { length: 8 },
        (_, row) => `    long cents${row} = ${call + row};`,
      ).join("\n");
      say({ type: "tool_use", id, name: "Read", input: { file_path: path } });
      answer(id, code, {
        type: "text",
        file: { filePath: path, content: code, numLines: 8, startLine: 1, totalLines: 8 },
      });
    } else {
      say({
        type: "tool_use",
        id,
        name: "Bash",
        input: {
          command: `mvn -q -pl module${call % 40} test -Dtest=Price${call}Test`,
          description: "Run the tests",
        },
      });
      answer(id, `Tests run: ${call % 30}, Failures: 0\n`, {
        stdout: `Tests run: ${call % 30}, Failures: 0\n`,
        stderr: "",
        interrupted: false,
      });
    }
  }
  out.push(lines("edit").at(-1));
  return out;
}
