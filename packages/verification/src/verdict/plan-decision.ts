/** What a decision needs to know of one person: deals so far and to come, all in effective deals (divided by phi). */
interface ExpectedFollowUp {
  readonly baselineDeals: number;
  readonly entriesPerDay: number;
}

export interface DecisionQuestion {
  readonly coached: readonly ExpectedFollowUp[];
  readonly controls: readonly ExpectedFollowUp[];
  /** tau² of the baseline, and the noise of a rep per quarter, logits. */
  readonly squaredSpread: number;
  readonly quarterNoise: number;
  /** Rate expected without coaching. */
  readonly rate: number;
  readonly rampDays: number;
  readonly horizonDays: number;
}

/** When it can be told, in days after the start; an effect of .5 logits is worth some 12 points of a middling rate. */
export type PlannedDecision =
  | { readonly kind: 'decidable'; readonly afterDays: number; readonly effect: number }
  /** Only an effect this large would show by then; a group would show a smaller one. */
  | { readonly kind: 'only_a_large_effect'; readonly afterDays: number; readonly effect: number }
  | { readonly kind: 'not_decidable'; readonly afterDays: number };

const USUAL_EFFECT = 0.5;
const LARGE_EFFECT = 0.8;
/** Quantiles for P(effect > 0) ≥ .95 with 80 % power: 1.645 + .845. */
const SURE_AND_POWERFUL = 2.49;
/** Whoever waits longer asks a group. */
export const LONGEST_WAIT_DAYS = 274;
const WEEK = 7;

/**
 * The first week after the start at which an effect of .5 logits (else .8) would be told from none in four of five cases:
 * SD² = (Σ over the coached of V_u + ω² + φ / (n1 p q)) / m² + V_shift ≤ (effect / 2.49)². Deals count once their horizon has passed.
 */
export function planDecision(question: DecisionQuestion): PlannedDecision {
  const first = (effect: number): number | null => {
    for (let days = question.rampDays + WEEK; days <= LONGEST_WAIT_DAYS; days += WEEK) {
      const entryDays = days - question.horizonDays - question.rampDays;
      if (entryDays > 0 && varianceAfter(question, entryDays) <= (effect / SURE_AND_POWERFUL) ** 2)
        return days;
    }
    return null;
  };
  const usual = first(USUAL_EFFECT);
  if (usual !== null) return { kind: 'decidable', afterDays: usual, effect: USUAL_EFFECT };
  const large = first(LARGE_EFFECT);
  if (large !== null) return { kind: 'only_a_large_effect', afterDays: large, effect: LARGE_EFFECT };
  return { kind: 'not_decidable', afterDays: LONGEST_WAIT_DAYS };
}

function varianceAfter(question: DecisionQuestion, entryDays: number): number {
  const ofPerson = (person: ExpectedFollowUp): number => varianceOf(question, person, entryDays);
  const sum = question.coached.reduce((total, person) => total + ofPerson(person), 0);
  const precision = question.controls.reduce((total, person) => total + 1 / ofPerson(person), 0);
  return sum / question.coached.length ** 2 + 1 / precision;
}

function varianceOf(
  { squaredSpread, quarterNoise, rate }: DecisionQuestion,
  { baselineDeals, entriesPerDay }: ExpectedFollowUp,
  entryDays: number,
): number {
  const pq = rate * (1 - rate);
  const noise = quarterNoise * quarterNoise;
  const ofBaseline = 1 / (1 / squaredSpread + 1 / (1 / (baselineDeals * pq) + noise));
  return ofBaseline + noise + 1 / (entriesPerDay * entryDays * pq);
}
