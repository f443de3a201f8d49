/** One page of a list of the API. */
interface Page<Item> {
  items: Item[];
  next_cursor: string | null;
}

const maxPages = 10;

/** Reads a list page by page up to a bound; `complete` is false where more would have followed. */
export async function readPages<Item>(
  readPage: (cursor: string | null) => Promise<Page<Item>>,
): Promise<{ items: Item[]; complete: boolean }> {
  const items: Item[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < maxPages; page += 1) {
    // One after the other: each page names the next.
    const answer: Page<Item> = await readPage(cursor);
    items.push(...answer.items);
    cursor = answer.next_cursor;
    if (cursor === null) return { items, complete: true };
  }
  return { items, complete: false };
}
