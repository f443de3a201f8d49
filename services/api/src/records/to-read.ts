import type { Instant } from '@stepup/contracts';
import type { RecordedRead, StoredRecord } from '@stepup/store';
import { listPeopleOf } from './list-people-of.ts';

/** What the read log keeps of records that were shown: an entry for everybody they are about; reading one's own leaves none. */
export function toRead(
  records: readonly Pick<StoredRecord, 'id' | 'name' | 'learnerId' | 'content'>[],
  readerId: string,
  readAt: Instant,
): RecordedRead[] {
  return records.flatMap(({ id, name, learnerId, content }) =>
    findSubjects({ learnerId, content }, readerId).map((subjectId) => ({
      readerId,
      subjectId,
      resource: name,
      resourceId: id,
      reason: null,
      readAt,
    })),
  );
}

/** Whoever is listed sees their own line alone, so nobody else was looked at but whose record it is. */
function findSubjects(
  { learnerId, content }: Pick<StoredRecord, 'learnerId' | 'content'>,
  readerId: string,
): string[] {
  const listed = listPeopleOf(content);
  const seen = listed.includes(readerId) ? [] : listed;
  return [...new Set([learnerId, ...seen])].filter((personId) => personId !== readerId);
}
