import type { Interval } from '@stepup/statistics';
import type { HorizonSource } from './horizon/estimate-horizon.ts';
import type { Tier } from './verdict/assign-tiers.ts';

/**
 * What to bear in mind about a cell.
 * `mature_only`: the rep's pace differs from the team's, young deals are left out. `owner_often_changed`: more than 20 %
 * of the deals changed owner within the step. `long_window`: too few entries in the standard window. `spread_borrowed`:
 * too few peers to learn how much they differ, tier at most probable. `rate_follows_volume`: rates go with volume in this
 * step, so a low rate may be the volume's. `open_not_decided`: fewer deals move on because more are left open, not because
 * fewer of the decided ones do; a question of data first, so the tier is withheld. `rate_follows_tenure`: rates go with the
 * time in the role, see `limitToNewcomers` for a line among newcomers. `newcomer`: less than twelve months in the role.
 */
export type CellNote =
  | 'long_window'
  | 'mature_only'
  | 'newcomer'
  | 'open_not_decided'
  | 'owner_often_changed'
  | 'rate_follows_tenure'
  | 'rate_follows_volume'
  | 'spread_borrowed';

/** How far a cell is from the exposure a statement needs, in deals. */
export type EvidenceLack = {
  readonly have: number;
  readonly need: number;
  /** Days until it is reached at the rep's own pace; null where this pace never gets there within a window. */
  readonly expectedInDays: number | null;
};

/** One rep × step of one look. Rates are fractions; nulls where the state or the lack of deals forbids a statement. */
export type DiagnosisCell = {
  readonly repId: string;
  readonly step: string;
  readonly state: 'ok' | 'not_enough_data' | 'team_too_small';
  /** What is missing where the state is `not_enough_data`, else null. */
  readonly lack: EvidenceLack | null;
  /** Exposure in deals, before division by phi; at least the successes. */
  readonly n: number;
  readonly mature: { readonly entered: number; readonly advanced: number };
  readonly rawRate: number | null;
  /** Posterior mean. */
  readonly rate: number | null;
  /** 5 % and 95 % posterior quantile. */
  readonly interval: Interval | null;
  /** A typical colleague with the same leads. */
  readonly typical: number | null;
  readonly pGap: number | null;
  readonly lfsr: number | null;
  readonly tier: Tier;
  /** Smallest relative shortfall that would reach `probable` with 80 %; null where none would or nothing was compared. */
  readonly detectableGap: number | null;
  readonly horizonDays: number;
  readonly horizonSource: HorizonSource;
  readonly windowDays: number;
  readonly phi: number;
  readonly notes: readonly CellNote[];
};
