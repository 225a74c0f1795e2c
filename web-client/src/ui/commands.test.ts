import { expect, it } from "vitest";
import { type Command, createKeyReader, meant } from "./commands";

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

it("tells a key held with shift from the key alone, where it means something of its own", () => {
  const press = (key: string, shiftKey: boolean, target: Element = document.body) => {
    let name: string | null = null;
    target.addEventListener(
      "keydown",
      (event) => {
        name = meant(
          event as KeyboardEvent,
          ["e", "shift+e", "c", "Space", "ArrowLeft"].map(command),
        );
      },
      { once: true },
    );
    target.dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey }));
    return name;
  };
  expect(press("E", true)).toBe("shift+e");
  expect(press("e", false)).toBe("e");
  expect(press("C", true)).toBe("c");
  expect(press(" ", false)).toBe("Space");
  const button = document.createElement("button");
  expect(press(" ", false, button)).toBeNull();
  expect(press("c", false, button)).toBe("c");
  const slider = document.createElement("div");
  slider.setAttribute("role", "slider");
  expect(press("ArrowLeft", false, slider)).toBeNull();
  expect(press(" ", false, slider)).toBe("Space");
});
