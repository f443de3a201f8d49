import { type PracticeContent, recordSchemas } from '@stepup/contracts';
import { listRecords, type TenantTransaction } from '@stepup/store';

export interface Practice {
  readonly id: string;
  readonly authorId: string;
  readonly content: PracticeContent;
}

const mostPractices = 1000;

/** Practices that are offered to all, or have become the reference; the newest thousand, by id. */
export async function listPractices(tx: TenantTransaction): Promise<readonly Practice[]> {
  const page = await listRecords(tx, {
    name: 'practice',
    reader: { kind: 'everything' },
    limit: mostPractices,
    cursor: null,
  });
  if (page.kind !== 'page') throw new Error('a first page needs no cursor');
  return page.items
    .map(({ id, learnerId: authorId, content }) => ({
      id,
      authorId,
      content: recordSchemas.practice.content.parse(content),
    }))
    .filter(({ content: { state } }) => state === 'offered' || state === 'reference')
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
