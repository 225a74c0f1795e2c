const MAC = /mac|iphone|ipad/i.test(globalThis.navigator?.userAgent ?? "");

const SIGNS: Record<string, string> = { ArrowLeft: "←", ArrowRight: "→" };

function nameOf(key: string): string {
  if (key.startsWith("shift+")) return `⇧ ${nameOf(key.slice(6))}`;
  if (key.startsWith("mod+")) {
    const held = key.slice(4);
    const name = held === "enter" ? "↵" : held.toUpperCase();
    return MAC ? `⌘${name}` : `Ctrl ${name}`;
  }
  return key.length === 1 ? key.toUpperCase() : (SIGNS[key] ?? key);
}

/** `g p`, `mod+k` as keys to look at. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className="cm-keys">
      {keys.split(" ").map((key, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a key has no identity but its place
        <kbd key={index}>{nameOf(key)}</kbd>
      ))}
    </span>
  );
}
