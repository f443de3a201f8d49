/** Posterior mean with the 10 % and 90 % quantile. */
export type Estimate = { readonly mean: number; readonly lower: number; readonly upper: number };

/** What a better rate is worth. */
export type Gain = {
  readonly wonDeals: Estimate;
  /** In the tenant's currency; null where no won deal names a value. */
  readonly wonValue: Estimate | null;
};

/** Where a rate is lifted to: the upper quartile of the team's true rates, or the rep's own best quarter. */
export type LeverTarget = 'team_upper_quartile' | 'own_best';

/** What lifting the rate of one step changes. */
export type RateChange = {
  /** Today's rate and the target, both with the rep's own leads. */
  readonly rate: Estimate;
  readonly target: Estimate;
  /** Steady state: what a month brings once the better rate has worked its way through. */
  readonly perMonth: Gain;
  /** What lands within the next 13 weeks. */
  readonly thisQuarter: Gain;
  /** Won deals at today's rates that still have to pass the step. */
  readonly winsThroughStep: { readonly perMonth: number; readonly thisQuarter: number };
  /** Deals more a month that each later step has to take in. */
  readonly extraEntriesPerMonth: readonly { readonly step: string; readonly deals: number }[];
};

/** One step seen as a lever of one rep. */
export type Lever = RateChange & {
  readonly step: string;
  /** P(no other step gains more), in the steady state and within the quarter. */
  readonly probabilityBest: number;
  readonly probabilityBestThisQuarter: number;
};

export type RepLevers = { readonly repId: string } & (
  | {
      readonly kind: 'ranked';
      /** `about_equal`: no step is the best one with a probability of one half; the first two are shown. */
      readonly verdict: 'clear' | 'about_equal';
      /** By expected gain a month, the greatest first. */
      readonly levers: readonly Lever[];
      readonly targetKind: LeverTarget;
      readonly dilution: number;
    }
  /** No step has the exposure a statement needs; `have` is that of the step that comes nearest. */
  | { readonly kind: 'not_enough_data'; readonly have: number; readonly need: number }
  /** No deal is under way and none comes in. */
  | { readonly kind: 'nothing_under_way' }
  /** Every rate is at its target already. */
  | { readonly kind: 'nothing_to_gain' }
);
