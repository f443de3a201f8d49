import { describe, expect, it } from 'vitest';
import { readPages } from './read-pages.ts';

function listOfPages(count: number) {
  return (cursor: string | null) => {
    const page = cursor === null ? 0 : Number(cursor);
    return Promise.resolve({ items: [page], next_cursor: page + 1 < count ? String(page + 1) : null });
  };
}

describe('readPages', () => {
  it('reads to the end', async () => {
    expect(await readPages(listOfPages(3))).toEqual({ items: [0, 1, 2], complete: true });
  });

  it('stops at its bound and says so', async () => {
    expect(await readPages(listOfPages(11))).toEqual({
      items: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
      complete: false,
    });
  });
});
