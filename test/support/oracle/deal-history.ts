import type { Instant } from './instant.ts';
import type { Merges } from './merges.ts';
import type { DealChanged } from './oracle-event.ts';
import { groupBy } from './group-by.ts';
import { compareStatements, type Statement } from './statement.ts';

/** The fields of a deal as they stand at a moment; what was never said is null. */
export type DealState = Readonly<Record<DealField, string | null>>;

const dealFields = [
  'pipeline_id',
  'stage_id',
  'owner_id',
  'amount',
  'currency',
  'segment',
  'product',
  'lead_source',
  'account_id',
  'created_at',
  'expected_close_on',
  'lost_reason',
] as const;
type DealField = (typeof dealFields)[number];

/** A change of the deal itself with the state it leaves, or where a merged deal stood after its survivor began. */
interface DealMoment {
  readonly kind: 'own' | 'merged';
  readonly at: Instant;
  readonly state: DealState;
}

export interface DealHistory {
  readonly dealId: string;
  /** In the contract's order. */
  readonly moments: readonly DealMoment[];
}

const blank: DealState = {
  pipeline_id: null,
  stage_id: null,
  owner_id: null,
  amount: null,
  currency: null,
  segment: null,
  product: null,
  lead_source: null,
  account_id: null,
  created_at: null,
  expected_close_on: null,
  lost_reason: null,
};

/** The histories of all deals that are not deleted, each under the id of its last survivor. */
export function tellDealHistories(
  changes: readonly Statement<DealChanged>[],
  deletions: readonly Statement<{ deal_id: string }>[],
  merges: Merges,
): DealHistory[] {
  const deletionsById = groupBy(deletions, ({ said }) => said.deal_id);
  const changesBySurvivor = groupBy(changes, ({ said }) => merges.survivorOf(said.deal_id));
  const histories: DealHistory[] = [];
  for (const [dealId, told] of changesBySurvivor) {
    const own = [
      ...told
        .filter(({ said }) => said.deal_id === dealId)
        .map((statement) => ({ statement, deletes: false })),
      ...(deletionsById.get(dealId) ?? []).map((statement) => ({ statement, deletes: true })),
    ].sort((one, other) => compareStatements(one.statement, other.statement));
    if (own.at(-1)?.deletes === true) continue;
    histories.push({ dealId, moments: tellMoments(dealId, told, own[0]?.statement) });
  }
  return histories;
}

function tellMoments(
  dealId: string,
  told: readonly Statement<DealChanged>[],
  ownFirst: Statement<unknown> | undefined,
): DealMoment[] {
  let state = blank;
  const mergedStates = new Map<string, DealState>();
  return told.flatMap((statement): DealMoment[] => {
    const { at, said } = statement;
    const mergedState = apply(mergedStates.get(said.deal_id) ?? blank, said);
    mergedStates.set(said.deal_id, mergedState);
    if (said.deal_id === dealId || ownFirst === undefined || compareStatements(statement, ownFirst) < 0) {
      state = apply(state, said);
      return [{ kind: 'own', at, state }];
    }
    const moved = said.stage_id !== undefined || said.pipeline_id !== undefined;
    return moved ? [{ kind: 'merged', at, state: mergedState }] : [];
  });
}

function apply(state: DealState, said: DealChanged): DealState {
  const next: Record<DealField, string | null> = { ...state };
  for (const field of dealFields) {
    const value = said[field];
    if (value !== undefined) next[field] = value === null ? null : String(value);
  }
  return next;
}
