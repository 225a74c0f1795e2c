import type { ReactNode } from "react";

interface ScrollRegionProps {
  label: string;
  children: ReactNode;
}

/** Holds what is wider or longer than its place; the arrow keys move it as a finger does. */
export function ScrollRegion({ label, children }: ScrollRegionProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section className="cm-scroll" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
