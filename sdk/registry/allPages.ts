import type { Page } from "./Page.ts";

const LIMIT = 100;

/**
 * All entries of a list that only grows at its end, page by page.
 *
 * @param read - reads one page of up to 100.
 * @returns all of them, in their order.
 * @throws what `read` throws.
 * @example
 * const issuers = await allPages((page) => listIssuers(openNode(chain), page));
 */
export async function allPages<Item>(
  read: (page: Page) => Promise<{ readonly total: number; readonly items: readonly Item[] }>,
): Promise<Item[]> {
  const all: Item[] = [];
  for (;;) {
    const { total, items } = await read({ offset: all.length, limit: LIMIT });
    all.push(...items);
    if (items.length === 0 || all.length >= total) return all;
  }
}
