/** Compares keys as the engine sorts them: by the bytes of their UTF-8. */
function compareKeys(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

/** One page of rows that are sorted by key: those after `after`, and the key to go on from, null at the end. */
export function pageRows<Row extends { key: string }>(
  rows: readonly Row[],
  after: string | null,
  limit: number,
): { rows: Row[]; next: string | null } {
  const rest = after === null ? rows : rows.filter(({ key }) => compareKeys(key, after) > 0);
  const page = rest.slice(0, limit);
  return { rows: page, next: rest.length > limit ? (page.at(-1)?.key ?? null) : null };
}
