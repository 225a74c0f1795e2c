const watched = new WeakSet<ShadowRoot>();

/** The renderer's button beside a line has no name of its own, and appears only with the mouse. */
export function nameButtons(node: HTMLElement, label: string): void {
  const root = node.shadowRoot ?? node.getRootNode();
  if (!(root instanceof ShadowRoot) || watched.has(root)) return;
  watched.add(root);
  const name = () => {
    for (const button of root.querySelectorAll("[data-utility-button]:not([aria-label])")) {
      button.setAttribute("aria-label", label);
    }
  };
  new MutationObserver(name).observe(root, { childList: true, subtree: true });
  name();
}
