import { readFileSync } from "node:fs";

const edit = readFileSync(new URL("../test/fixtures/edit.jsonl", import.meta.url), "utf8")
  .split("\n")
  .filter(Boolean);

const HELPERS = [
  ["h1", "Read how the shop greets its customers"],
  ["h2", "Find every test of the greeting"],
  ["h3", "Look for other places that say hello"],
];

/** A run whose agent sends three helpers at once; the second of them has a call that fails, and sends one of its own. */
export function helperLines() {
  let count = 0;
  const line = (type, parent, content) => {
    count += 1;
    return JSON.stringify({
      type,
      parent_tool_use_id: parent,
      session_id: "s-helpers",
      uuid: `u-helpers-${count}`,
      message: {
        id: `msg_helpers_${count}`,
        role: type,
        content: [content],
        ...(type === "assistant" && { usage: { input_tokens: 3, output_tokens: 40 } }),
      },
    });
  };
  const say = (parent, text) => line("assistant", parent, { type: "text", text });
  const call = (parent, id, name, input) =>
    line("assistant", parent, { type: "tool_use", id, name, input });
  const answer = (parent, id, content, failed = false) =>
    line("user", parent, { type: "tool_result", tool_use_id: id, content, is_error: failed });
  const ask = (parent, id, description) =>
    call(parent, id, "Task", {
      description,
      prompt: description,
      subagent_type: "general-purpose",
    });
  const rounds = [1, 2, 3, 4].flatMap((round) =>
    HELPERS.flatMap(([id], index) => [
      say(id, `Step ${round}: I look further.`),
      call(id, `${id}-${round}`, index === 1 ? "Bash" : "Read", {
        ...(index === 1
          ? { command: `grep -rn greet src/part${round}` }
          : { file_path: `/lab/w/t-edit/src/Part${round}.java` }),
      }),
      answer(id, `${id}-${round}`, "…", index === 1 && round === 3),
    ]),
  );
  return [
    edit[0],
    say(null, "Three helpers look around first."),
    ...HELPERS.map(([id, description]) => ask(null, id, description)),
    ...rounds.slice(0, 18),
    ask("h2", "h4", "Run the tests that were found"),
    call("h4", "h4-1", "Bash", { command: "mvn -q test" }),
    answer("h4", "h4-1", "Tests run: 12"),
    answer("h2", "h4", "All twelve pass."),
    ...rounds.slice(18),
    ...HELPERS.map(([id]) => answer(null, id, "Nothing else says hello.")),
    ...edit.slice(4),
  ];
}
