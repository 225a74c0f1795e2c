import { useState } from "react";

const HUES = [222, 162, 28, 280, 340, 195, 95, 50];

function hueOf(name: string): number {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return HUES[sum % HUES.length] ?? 222;
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [name.trim()];
  return letters
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("")
    .toUpperCase();
}

interface FaceProps {
  name: string;
  url?: string | null | undefined;
  size?: number;
}

/**
 * Somebody's picture, or their initials in a colour of their own where there is none or where the
 * policy of the page forbids it. The name always stands beside it.
 */
export function Face({ name, url, size = 28 }: FaceProps) {
  const box = { width: size, height: size, fontSize: size * 0.4 };
  const [broken, setBroken] = useState<string | null>(null);
  if (url && url !== broken) {
    return (
      <img
        className="cm-face"
        src={url}
        alt=""
        style={box}
        referrerPolicy="no-referrer"
        onError={() => setBroken(url)}
      />
    );
  }
  return (
    <span
      className="cm-face"
      aria-hidden="true"
      data-initials={initialsOf(name)}
      style={{ ...box, "--hue": hueOf(name) } as React.CSSProperties}
    />
  );
}
