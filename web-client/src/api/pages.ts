import type { InfiniteData } from "@tanstack/react-query";

interface Page<T> {
  items: T[];
}

export type Pages<T> = InfiniteData<Page<T>>;

export function itemsOf<T>(pages: Pages<T> | undefined): T[] {
  return pages?.pages.flatMap(({ items }) => items) ?? [];
}

/** The pages with one item changed, or without it where the change is null. */
export function changeItem<T>(
  pages: Pages<T> | undefined,
  matches: (item: T) => boolean,
  change: ((item: T) => T) | null,
): Pages<T> | undefined {
  if (!pages) return pages;
  const changed = (items: T[]) =>
    change
      ? items.map((item) => (matches(item) ? change(item) : item))
      : items.filter((item) => !matches(item));
  return {
    ...pages,
    pages: pages.pages.map((page) => ({ ...page, items: changed(page.items) })),
  };
}
