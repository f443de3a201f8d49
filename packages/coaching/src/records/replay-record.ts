import type { CoachingRecord, Parties, RecordEntry, RecordKind, Stamp } from './record-kind.ts';
import { moveRecord } from './decide-record.ts';

/**
 * The record that a history leads to, oldest entry first. `readOpening` and `readMove` parse what was kept; they throw
 * on what this kind of record never had. Null for an empty history.
 */
export function replayRecord<Opening, Move extends { kind: string }, Content extends { state: string }>(
  kind: RecordKind<Opening, Move, Content>,
  parties: Parties,
  history: readonly RecordEntry[],
  read: { readonly opening: (kept: unknown) => Opening; readonly move: (kept: unknown) => Move },
): CoachingRecord<Content> | null {
  const [first, ...rest] = history;
  if (first === undefined) return null;
  const opened: CoachingRecord<Content> = {
    ...parties,
    id: first.recordId,
    name: kind.name,
    version: first.version,
    openedBy: first.by,
    openedAt: first.at,
    updatedAt: first.at,
    content: kind.open(read.opening(first.move['with']), toStamp(first), parties, first.facts),
  };
  return rest.reduce(
    (record, entry) => moveRecord(kind, record, read.move(entry.move), toStamp(entry), entry.facts),
    opened,
  );
}

function toStamp({ by, side, at, today, version, late }: RecordEntry): Stamp {
  return { by, side, at, today, version, late };
}
