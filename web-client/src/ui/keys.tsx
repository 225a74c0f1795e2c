const MAC = /mac|iphone|ipad/i.test(globalThis.navigator?.userAgent ?? "");

/** `g p`, `mod+k` as keys to look at. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className="cm-keys">
      {keys.split(" ").map((key, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a key has no identity but its place
        <kbd key={index}>
          {key === "mod+k" ? (MAC ? "⌘K" : "Ctrl K") : key.length === 1 ? key.toUpperCase() : key}
        </kbd>
      ))}
    </span>
  );
}
