import type { Tone } from "@/lib/tones";

interface StateTagProps {
  tone: Tone;
  label: string;
  pulse?: boolean;
}

export function StateTag({ tone, label, pulse = false }: StateTagProps) {
  return (
    <span className={`cm-tag cm-tag-${tone}`}>
      <span className={pulse ? "cm-dot cm-dot-pulse" : "cm-dot"} aria-hidden="true" />
      {label}
    </span>
  );
}
