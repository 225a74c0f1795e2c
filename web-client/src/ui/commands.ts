import { type ReactNode, useEffect, useState } from "react";

export interface Command {
  id: string;
  label: string;
  group: "go" | "do" | "look";
  icon?: ReactNode;
  /** One key, two in sequence, or one held with another: `c`, `g p`, `mod+enter`, `shift+ArrowLeft`. */
  keys?: string;
  /** Another key for the same. */
  alias?: string;
  run: () => void;
}

const registered = new Map<symbol, readonly Command[]>();

/** What can be done on this page, by palette or by key, as long as the page is shown. */
export function useCommands(commands: readonly Command[]): void {
  const [owner] = useState(() => Symbol("commands"));
  useEffect(() => {
    registered.set(owner, commands);
  });
  useEffect(() => () => void registered.delete(owner), [owner]);
}

/** The page's own commands come before those of the frame. */
export function currentCommands(): Command[] {
  return [...registered.values()].reverse().flat();
}

const SEQUENCE_MS = 1200;

/** Where a key means something already: a button is pressed with the space bar, a tree walked with arrows. */
const OWNERS: Record<string, string> = {
  Space: 'button, a, summary, [role="button"], [role="switch"], [role="tab"], [role="option"]',
  ArrowLeft: '[role="tablist"], [role="tree"], [role="slider"], [role="radiogroup"]',
  Home: '[role="log"], [role="tablist"], [role="tree"], [role="slider"]',
};
OWNERS.ArrowRight = OWNERS.ArrowLeft ?? "";
OWNERS.End = OWNERS.Home ?? "";

function isOwned(key: string, target: EventTarget | null): boolean {
  const owners = OWNERS[key.replace("shift+", "")];
  return Boolean(owners && target instanceof HTMLElement && target.closest(owners));
}

/** Typing is not commanding. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return Boolean(
    target.isContentEditable ||
      target.closest(
        'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="combobox"], [role="listbox"], [role="menu"], [data-hotkeys="ignore"]',
      ),
  );
}

/** Decides which command a key means; a first key of two is remembered for a moment. */
export function createKeyReader(now: () => number = Date.now) {
  let first = "";
  let at = 0;
  return (key: string, commands: readonly Command[]): Command | null => {
    const sequence = first && now() - at < SEQUENCE_MS ? `${first} ${key}` : key;
    first = "";
    const found = commands.find(({ keys, alias }) => keys === sequence || alias === sequence);
    if (found) return found;
    if (sequence === key && commands.some(({ keys }) => keys?.startsWith(`${key} `))) {
      first = key;
      at = now();
    }
    return null;
  };
}

function nameOf(event: KeyboardEvent, commands: readonly Command[]): string {
  const { metaKey, ctrlKey, shiftKey } = event;
  if (metaKey || ctrlKey) return `mod+${event.key.toLowerCase()}`;
  const key = event.key === " " ? "Space" : event.key;
  const name = key.length === 1 ? key.toLowerCase() : key;
  // A key with shift is the key itself, except where it means something of its own.
  const held = `shift+${name}`;
  return shiftKey && commands.some(({ keys }) => keys === held) ? held : name;
}

/** The name of the key, or null where what has the focus answers it. */
export function meant(event: KeyboardEvent, commands: readonly Command[]): string | null {
  const name = nameOf(event, commands);
  return isOwned(name, event.target) ? null : name;
}

/** The keyboard of the whole application; single keys can be switched off, ⌘K cannot. */
export function useKeyboard(enabled: boolean, openPalette: () => void): void {
  useEffect(() => {
    const read = createKeyReader();
    const onKeyDown = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && !event.altKey && event.key.toLowerCase() === "k") {
        event.preventDefault();
        openPalette();
        return;
      }
      if (!enabled || event.altKey || event.isComposing) return;
      if (event.defaultPrevented || isTyping(event.target)) return;
      const commands = currentCommands();
      const name = meant(event, commands);
      const command = name && read(name, commands);
      if (!command) return;
      event.preventDefault();
      command.run();
    };
    globalThis.addEventListener("keydown", onKeyDown);
    return () => globalThis.removeEventListener("keydown", onKeyDown);
  }, [enabled, openPalette]);
}

/** Moves along the rows of a list, where there is one. */
export function moveAlongRows(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>("main [data-row]")];
  const here = rows.indexOf(document.activeElement as HTMLElement);
  const next = here < 0 && step < 0 ? rows.at(-1) : rows[here + step];
  next?.focus();
}

export function focusSearch(): void {
  document.querySelector<HTMLInputElement>('main input[type="search"]')?.focus();
}
