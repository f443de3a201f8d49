import type { Tier } from '../verdict/assign-tiers.ts';

export type FindingTier = 'none' | 'probable' | 'strong';

/** Looks in a row that point one way; an interruption starts the row anew. */
type Rows = { readonly strong: number; readonly probable: number };

/** The statistical state of one rep × step between looks. */
export type FindingState = {
  readonly tier: FindingTier;
  /** The look at which the tier became what it is; null as long as nothing was ever found. */
  readonly since: string | null;
  /** Looks in a row that reached the tier, while it is not yet raised. */
  readonly pendingUp: Rows;
  /** Looks in a row below the clearing line, while it is not yet cleared. */
  readonly pendingDown: Rows;
  /** Looks in a row at which the cell carried no statement. */
  readonly pendingSilent: number;
  readonly lastLook: string | null;
  readonly modelVersion: string | null;
  readonly horizonDays: number | null;
};

/** One cell at one look. `at` is an RFC 3339 UTC instant of fixed width, so that looks sort as text. */
export type Look = {
  readonly at: string;
  readonly modelVersion: string;
  readonly horizonDays: number;
  readonly finding:
    | { readonly kind: 'measured'; readonly tier: Tier; readonly pGap: number }
    /** Not enough data, or nobody to compare with. */
    | { readonly kind: 'silent' };
};

export type LookOutcome =
  | { readonly kind: 'unchanged'; readonly state: FindingState }
  | { readonly kind: 'raised' | 'cleared'; readonly from: FindingTier; readonly state: FindingState }
  /** Other numbers for other reasons than the rep's work: adopted, but neither raises nor clears. */
  | {
      readonly kind: 'not_a_look';
      readonly reason: 'new_model_version' | 'new_horizon';
      readonly state: FindingState;
    }
  /** At or before the last look: the state stays as it is, so replaying a look does no harm. */
  | { readonly kind: 'stale'; readonly state: FindingState };

const LOOKS_IN_A_ROW = 2;
const RAISE_AT_ONCE = { strong: 0.95, probable: 0.8 };
const CLEAR_BELOW = { strong: 0.5, probable: 0.35 };

export const INITIAL_FINDING_STATE: FindingState = {
  tier: 'none',
  since: null,
  pendingUp: { strong: 0, probable: 0 },
  pendingDown: { strong: 0, probable: 0 },
  pendingSilent: 0,
  lastLook: null,
  modelVersion: null,
  horizonDays: null,
};

/**
 * Carries a finding over one look. A tier is raised when reached at two looks in a row, or at once with P(gap) ≥ .95
 * (strong) / .80 (probable); it is cleared when P(gap) < .50 (strong) / < .35 (probable) at two looks in a row. `strong`
 * lies on top of `probable`: clearing it leaves `probable` until that is cleared too. Two silent looks in a row clear
 * everything, since a statement nobody can check any more must not stand.
 */
export function reduceLook(state: FindingState, look: Look): LookOutcome {
  if (state.lastLook !== null && look.at <= state.lastLook) return { kind: 'stale', state };
  const seen = {
    ...state,
    lastLook: look.at,
    modelVersion: look.modelVersion,
    horizonDays: look.horizonDays,
  };
  if (state.modelVersion !== null && state.modelVersion !== look.modelVersion) {
    return { kind: 'not_a_look', reason: 'new_model_version', state: seen };
  }
  if (state.horizonDays !== null && state.horizonDays !== look.horizonDays) {
    return { kind: 'not_a_look', reason: 'new_horizon', state: seen };
  }
  const next = look.finding.kind === 'silent' ? passSilently(seen) : weigh(seen, look.finding);
  if (next.tier === state.tier) return { kind: 'unchanged', state: next };
  const kind = RANK[next.tier] > RANK[state.tier] ? 'raised' : 'cleared';
  return { kind, from: state.tier, state: { ...next, since: look.at } };
}

const RANK: Readonly<Record<FindingTier, number>> = { none: 0, probable: 1, strong: 2 };

function passSilently(state: FindingState): FindingState {
  const pendingSilent = state.pendingSilent + 1;
  const pendingUp = INITIAL_FINDING_STATE.pendingUp;
  if (pendingSilent < LOOKS_IN_A_ROW) return { ...state, pendingSilent, pendingUp };
  return { ...state, tier: 'none', pendingSilent, pendingUp, pendingDown: INITIAL_FINDING_STATE.pendingDown };
}

function weigh(state: FindingState, finding: { readonly tier: Tier; readonly pGap: number }): FindingState {
  const strong = weighTier('strong', state.tier === 'strong', finding.tier === 'strong', state, finding.pGap);
  const probable = weighTier(
    'probable',
    state.tier !== 'none',
    finding.tier === 'strong' || finding.tier === 'probable',
    state,
    finding.pGap,
  );
  return {
    ...state,
    tier: strong.stands ? 'strong' : probable.stands ? 'probable' : 'none',
    pendingUp: { strong: strong.up, probable: probable.up },
    pendingDown: { strong: strong.down, probable: probable.down },
    pendingSilent: 0,
  };
}

function weighTier(
  tier: 'strong' | 'probable',
  stands: boolean,
  reached: boolean,
  state: FindingState,
  pGap: number,
): { readonly stands: boolean; readonly up: number; readonly down: number } {
  if (stands) {
    const down = pGap < CLEAR_BELOW[tier] ? state.pendingDown[tier] + 1 : 0;
    return down >= LOOKS_IN_A_ROW ? { stands: false, up: 0, down: 0 } : { stands: true, up: 0, down };
  }
  const up = reached ? state.pendingUp[tier] + 1 : 0;
  const raised = up >= LOOKS_IN_A_ROW || (reached && pGap >= RAISE_AT_ONCE[tier]);
  return raised ? { stands: true, up: 0, down: 0 } : { stands: false, up, down: 0 };
}
