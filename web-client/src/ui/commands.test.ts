import { expect, it } from "vitest";
import { type Command, createKeyReader } from "./commands";

const command = (keys: string): Command => ({
  id: keys,
  label: keys,
  group: "go",
  keys,
  run: () => {},
});
const commands = ["g p", "c", "p"].map(command);

it("reads one key and two in sequence", () => {
  const read = createKeyReader();
  expect(read("c", commands)?.keys).toBe("c");
  expect(read("g", commands)).toBeNull();
  expect(read("p", commands)?.keys).toBe("g p");
  expect(read("p", commands)?.keys).toBe("p");
});

it("forgets a first key after a while, and after a wrong second one", () => {
  let time = 0;
  const read = createKeyReader(() => time);
  read("g", commands);
  time = 5000;
  expect(read("p", commands)?.keys).toBe("p");
  read("g", commands);
  expect(read("x", commands)).toBeNull();
  expect(read("p", commands)?.keys).toBe("p");
});

it("takes another key for the same command, and one that is held with Ctrl", () => {
  const read = createKeyReader();
  const accept = { ...command("a"), alias: "e" };
  expect(read("e", [accept])?.keys).toBe("a");
  expect(read("mod+enter", [accept, command("mod+enter")])?.keys).toBe("mod+enter");
});
