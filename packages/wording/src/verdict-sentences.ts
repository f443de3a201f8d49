import type { BehaviourVerification, OutcomeVerification } from '@stepup/contracts';
import { formatDay, formatLocalDay } from './dates.ts';
import { formatCount, formatPoints, formatPointsRange, formatSureness } from './numbers.ts';

type Lack = OutcomeVerification['lacks'][number];

/** How a verdict is coloured: something good or bad is told, nothing can be told, or it is waited for. */
export type VerdictTone = 'good' | 'bad' | 'open' | 'nothing';

/** What coaching did, from the line that is read in passing to what it rests on. */
export interface OutcomeWords {
  readonly word: string;
  readonly tone: VerdictTone;
  readonly headline: string;
  /** `+6 points (likely −2 to +14) …`; null where nothing is estimated, or on too few decided deals. */
  readonly effect: string | null;
  /** What it rests on, and what is lacking. */
  readonly basis: readonly string[];
}

const words: Readonly<Record<OutcomeVerification['verdict'], { word: string; tone: VerdictTone }>> = {
  worked: { word: 'Worked', tone: 'good' },
  fell: { word: 'Fell', tone: 'bad' },
  no_evidence: { word: 'No evidence', tone: 'nothing' },
  too_early: { word: 'Too early', tone: 'open' },
};

/** A verdict on the outcome by one word, for lists and tables. */
export function outcomeWord(verdict: OutcomeVerification['verdict']): string {
  return words[verdict].word;
}

/** How a verdict is coloured. */
export function outcomeTone(verdict: OutcomeVerification['verdict']): VerdictTone {
  return words[verdict].tone;
}

/** Fewer decided deals make no picture. */
const leastDecided = 5;

const lackSentences: Readonly<Record<Lack, string>> = {
  no_baseline: 'There were too few deals before the start to know where the rate stood.',
  too_few_controls:
    'Fewer than three colleagues of the team were not coached on this step, so there is nobody to compare with. Only the behaviour can be looked at.',
  nothing_entered: 'No deal has come to this step since the start.',
  follow_up_ended_early:
    'Somebody left, or changed team or role: what came afterwards is not counted, so less can be told.',
};

/** Says what is told of an outcome, of one person or of a group. */
export function sayOutcome(outcome: OutcomeVerification, timeZone: string): OutcomeWords {
  const { verdict, effect } = outcome;
  return {
    ...words[verdict],
    headline: headlineOf(outcome, timeZone),
    effect:
      effect === null || effect.observed.exposure < leastDecided
        ? null
        : `${formatPoints(effect.points.mean)} (likely ${formatPointsRange(effect.points.interval)}), after taking out luck, what moved everybody, and other leads.`,
    basis: [
      ...(effect === null
        ? []
        : [
            countSentence(effect.observed),
            comparisonSentence(effect),
            `How sure that it rose at all: ${formatSureness(effect.p_rise)}.`,
          ]),
      ...outcome.lacks.map((lack) => lackSentences[lack]),
      ...(verdict === 'too_early' ? [waitingSentence(outcome, timeZone)] : []),
    ],
  };
}

function headlineOf({ verdict, lacks, ...outcome }: OutcomeVerification, timeZone: string): string {
  switch (verdict) {
    case 'worked':
      return 'More deals move on than would have without coaching.';
    case 'fell':
      return 'Fewer deals move on than would have without coaching.';
    case 'too_early':
      return outcome.provable === 'not_decidable'
        ? `Too early to tell, and the deals of ${whose(outcome.people)} alone will hardly tell it.`
        : `Too early to tell. It can be told on ${formatDay(outcome.planned_at, timeZone)}.`;
    case 'no_evidence':
      if (lacks.includes('too_few_controls')) return 'It cannot be told: there is nobody to compare with.';
      if (outcome.effect === null) return 'It cannot be told from these deals.';
      return outcome.relevant_effect_excluded
        ? 'An effect worth having is as good as ruled out.'
        : 'An effect cannot be told from luck. That does not mean there was none.';
  }
}

function countSentence({ entered, advanced }: Effect['observed']): string {
  const moved = formatCount(advanced);
  return `Since the start ${formatCount(entered)} ${entered === 1 ? 'deal has' : 'deals have'} come to this step; ${moved} of them moved on so far.`;
}

type Effect = NonNullable<OutcomeVerification['effect']>;

function comparisonSentence({ comparison_group: { people } }: Effect): string {
  return `Compared with ${formatCount(people)} ${people === 1 ? 'colleague' : 'colleagues'} of the team who were not coached on this step.`;
}

function waitingSentence(
  { provable, people, planned_at: day }: OutcomeVerification,
  timeZone: string,
): string {
  switch (provable) {
    case 'decidable':
      return 'The day follows from how many deals come; it was fixed at the start and does not move.';
    case 'only_a_large_effect':
      return `With the deals of ${whose(people)} only a large change would show by then, some 19 points or more.`;
    case 'not_decidable':
      return `Nine months from the start, on ${formatDay(day, timeZone)}, it is said what can be said. A group that works on one step together tells more, and sooner.`;
  }
}

function whose(people: number): string {
  return people === 1 ? 'one person' : `${people} people`;
}

/**
 * The rate to be expected without coaching and the one observed, for beside the rate before. Null while fewer deals are decided than make a
 * picture.
 */
export function comparedRates({
  effect,
}: OutcomeVerification): { expected: number; observed: number } | null {
  const observed = effect?.observed.rate ?? null;
  if (effect === null || observed === null || effect.observed.exposure < leastDecided) return null;
  return { expected: effect.expected_rate, observed };
}

/** What comes before a verdict on the outcome is known, in words. */
export const nothingToldYet = {
  not_active: 'Begins when both have agreed to the plan.',
  no_outcome: 'No step was chosen whose rate would be checked, so there is no verdict on it.',
  not_computed: 'The first look comes within a week of the start.',
} as const;

const seenSentences = {
  yes: 'The two saw it',
  partly: 'The two saw it in part',
  no: 'The two did not see it',
} as const;

/** What was counted or seen of the behaviour that the plan wanted. */
export function sayBehaviour(
  behaviour: BehaviourVerification,
  timeZone: string,
): {
  readonly word: string;
  readonly tone: VerdictTone;
  readonly headline: string;
} {
  const { verdict, baseline, target, by, value, n, reason_if_null: reason, seen } = behaviour;
  const aim = `from ${formatValue(baseline)} to ${formatValue(target)} by ${formatLocalDay(by)}`;
  if (seen !== undefined) {
    const headline = `${seenSentences[seen.last]}, as they said at a review on ${formatDay(seen.last_at, timeZone)}. The aim ${verdict === 'changed' ? 'was' : 'is'} ${aim}.`;
    return verdict === 'changed'
      ? { word: 'Changed', tone: 'good', headline }
      : { word: 'Not yet', tone: 'open', headline };
  }
  if (reason === 'not_in_catalogue') {
    const headline = `It is not counted by the system: the two say at their reviews what they saw. Aim: ${aim}.`;
    return { word: 'Not counted', tone: 'nothing', headline };
  }
  const now =
    value === null ? 'nothing counted yet' : `now ${formatValue(value)}, counted on ${formatCount(n)}`;
  switch (verdict) {
    case 'changed':
      return { word: 'Changed', tone: 'good', headline: `It is there: ${now}. The aim was ${aim}.` };
    case 'not_yet':
      return { word: 'Not yet', tone: 'open', headline: `Not there yet: ${now}. The aim is ${aim}.` };
    case 'not_seen':
      return {
        word: 'Not seen',
        tone: 'open',
        headline: `Too little was seen to say: ${now}. The aim is ${aim}.`,
      };
  }
}

function formatValue(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: 2 });
}
