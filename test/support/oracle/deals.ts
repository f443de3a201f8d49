import { type DealWalk, stateAt } from './deal-walk.ts';
import { type Instant, toInstant } from './instant.ts';
import { toDecimal } from './decimal.ts';

export interface OracleDeal {
  readonly dealId: string;
  readonly state: 'open' | 'won' | 'lost';
  readonly pipelineId: string | null;
  readonly stageId: string | null;
  readonly ownerId: string | null;
  /** In `currency`, as a decimal without needless zeros. */
  readonly amount: string | null;
  readonly currency: string | null;
  readonly segment: string | null;
  readonly product: string | null;
  readonly leadSource: string | null;
  readonly accountId: string | null;
  readonly createdAt: Instant | null;
  readonly expectedCloseOn: string | null;
  readonly lostReason: string | null;
  /** The first change that is part of its history. */
  readonly firstSeenAt: Instant;
}

export interface OracleClose {
  readonly dealId: string;
  readonly pipelineId: string;
  readonly at: Instant;
  readonly outcome: 'won' | 'lost';
  /** At the close: a person, or `unassigned`. */
  readonly owner: string;
  /** At the close, or `unknown`. */
  readonly segment: string;
  readonly product: string;
  /** As of `as_of`, not of the close: an amount corrected later counts. */
  readonly amount: string | null;
  readonly currency: string | null;
}

export function dealOf(walk: DealWalk): OracleDeal {
  const [first] = walk.stretches;
  const state = walk.stretches.at(-1)?.state;
  if (first === undefined || state === undefined) throw new Error(`nothing is known of ${walk.dealId}`);
  return {
    dealId: walk.dealId,
    state: walk.closes.at(-1)?.outcome ?? 'open',
    pipelineId: state.pipeline_id,
    stageId: state.stage_id,
    ownerId: state.owner_id,
    amount: trimAmount(state.amount),
    currency: state.currency,
    segment: state.segment,
    product: state.product,
    leadSource: state.lead_source,
    accountId: state.account_id,
    createdAt: state.created_at === null ? null : toInstant(state.created_at),
    expectedCloseOn: state.expected_close_on,
    lostReason: state.lost_reason,
    firstSeenAt: first.from,
  };
}

/** The latest close that still counts; null for an open deal. */
export function closeOf(walk: DealWalk): OracleClose | null {
  const close = walk.closes.at(-1);
  if (close === undefined) return null;
  const then = stateAt(walk, close.at);
  const now = walk.stretches.at(-1)?.state;
  return {
    dealId: walk.dealId,
    pipelineId: close.pipelineId,
    at: close.at,
    outcome: close.outcome,
    owner: then?.owner_id ?? 'unassigned',
    segment: then?.segment ?? 'unknown',
    product: then?.product ?? 'unknown',
    amount: trimAmount(now?.amount ?? null),
    currency: now?.currency ?? null,
  };
}

function trimAmount(amount: string | null): string | null {
  if (amount === null) return null;
  const { digits, scale } = toDecimal(amount);
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  const whole = text.slice(0, text.length - scale);
  const fraction = text.slice(text.length - scale).replace(/0+$/, '');
  return `${digits < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}
