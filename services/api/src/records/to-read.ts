import type { Instant } from '@stepup/contracts';
import type { RecordedRead, StoredRecord } from '@stepup/store';

/** What the read log keeps of records that were shown; reading one's own leaves no entry. */
export function toRead(
  records: readonly Pick<StoredRecord, 'id' | 'name' | 'learnerId'>[],
  readerId: string,
  readAt: Instant,
): RecordedRead[] {
  return records
    .filter(({ learnerId }) => learnerId !== readerId)
    .map(({ id, name, learnerId }) => ({
      readerId,
      subjectId: learnerId,
      resource: name,
      resourceId: id,
      reason: null,
      readAt,
    }));
}
