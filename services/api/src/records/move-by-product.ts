import { decideRecordMove, type RecordFacts, type RecordKind } from '@stepup/coaching';
import type { StoredRecord, TenantTransaction } from '@stepup/store';
import { keepRecord } from './keep-record.ts';

/** Makes a move that is the product's own. What somebody else moved meanwhile is left alone: the next run finds it again where it still is due. */
export async function moveByProduct<Move extends { kind: string }, Content extends { state: string }>(
  tx: TenantTransaction,
  kind: RecordKind<never, Move, Content>,
  stored: StoredRecord & { readonly content: Content },
  move: Move,
  { at, today, facts = {} }: { readonly at: string; readonly today: string; readonly facts?: RecordFacts },
): Promise<void> {
  const { dueOn: _due, happensAt: _happens, activityId: _activity, ...record } = stored;
  const stamp = { by: 'product', side: 'product', at, today, facts } as const;
  const kept = await keepRecord(tx, kind, decideRecordMove(kind, record, move, stamp));
  if (kept.kind === 'problem' && kept.code !== 'stale')
    throw new Error(`the product could not ${move.kind} a ${kind.name}: ${kept.code}`);
}
