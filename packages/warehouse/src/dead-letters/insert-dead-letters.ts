import {
  addSeconds,
  type DeadLetter,
  deadLetterKeptDays,
  type Instant,
  isKeptUntilUnderstood,
} from '@stepup/contracts';
import { never } from '../engine/instant-column.ts';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { toEngineTime } from '../reads/step-scope.ts';
import { doesNotExpire } from './letter-row.ts';

const keptSeconds = deadLetterKeptDays * 24 * 60 * 60;

/** Keeps letters; resolves when they are durable. Keeping one again, or an earlier attempt later, changes nothing that counts. */
export async function insertDeadLetters(
  warehouse: Warehouse,
  letters: readonly DeadLetter[],
  keptAt: Instant,
): Promise<void> {
  const expires = toEngineTime(addSeconds(keptAt, keptSeconds)).slice(0, 19);
  await warehouse.insert(
    'dead_letters',
    letters.map(({ problems, event_type, value_is_whole, ...letter }) => ({
      ...letter,
      version: 2 * letter.attempts,
      state: 'waiting',
      problems: JSON.stringify(problems),
      event_type: event_type ?? '',
      value_is_whole: value_is_whole ? 1 : 0,
      kept_at: keptAt,
      expires_at: isKeptUntilUnderstood(letter.reason) ? doesNotExpire : expires,
      replayed_at: never,
      replayed_by: '',
    })),
  );
}
