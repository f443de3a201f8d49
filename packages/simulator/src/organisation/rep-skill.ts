import type { DecoyName } from './habits.ts';

/** A gap put into one cell (rep × step), and how much of it runs through the habit of that step. */
export interface PlantedGap {
  readonly repId: string;
  readonly step: number;
  readonly logit: number;
  readonly mediatedLogit: number;
  readonly habitShiftSd: number;
}

/** What makes one rep different; arrays run over the open steps. */
export interface RepSkill {
  /** Log-odds against a typical colleague that no habit explains. */
  readonly directLogit: readonly number[];
  /** Mean of the step's habit over the rep's deals, in standard deviations. */
  readonly habitMeanSd: readonly number[];
  /** Passing ups and downs: by step, then by quarter since the start. */
  readonly quarterLogit: readonly (readonly number[])[];
  readonly decoySd: Readonly<Record<DecoyName, number>>;
  readonly segmentShares: readonly number[];
  readonly sourceShares: readonly number[];
  /** Relative volume of new leads. */
  readonly load: number;
  /** Multiplies the time until an advance. */
  readonly pace: number;
  /** Share of failed deals that are never marked lost. */
  readonly forgottenShare: number;
}
