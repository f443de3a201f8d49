import type { CampaignContent, CampaignEffectContent, IndicatorDefinition } from '@stepup/contracts';
import { formatDay, formatLocalDay } from './dates.ts';
import { formatAmount } from './format-amount.ts';
import { formatCount, formatPercent, formatPoints, formatPointsRange, formatShare } from './numbers.ts';
import {
  type OutcomeWords,
  outcomeWord,
  outcomeTone,
  sayOutcome,
  type VerdictTone,
} from './verdict-sentences.ts';

type Drawn = NonNullable<CampaignEffectContent['drawn']>;

/** A rate on a bar; `isCompared` is what the other one is held against. */
interface ComparedRate {
  readonly name: string;
  readonly rate: number;
  readonly isCompared: boolean;
}

/** What is told of a campaign: the verdict, what it is compared with, what it rests on, and two rates to draw where there are any. */
export interface CampaignWords extends OutcomeWords {
  readonly comparison: string;
  readonly rates: readonly ComparedRate[];
}

/** Fewer decided deals make no picture. */
const leastDecided = 5;

/** Where a campaign stands on a day, in a line: what waits to be done, who has started and who waits, or that it can be told. */
export function sayCampaignState(
  {
    state,
    starts_on,
    later_on,
    wait_list: { now, later },
    people_count,
    draw,
  }: Pick<CampaignContent, 'state' | 'starts_on' | 'later_on' | 'wait_list' | 'people_count' | 'draw'>,
  today: string,
): string {
  const start = formatLocalDay(starts_on);
  const end = formatLocalDay(later_on);
  switch (state) {
    case 'planned':
      return `Planned for ${start}: say whether by lot or all together.`;
    case 'running':
      if (draw === null) return `${formatCount(people_count)} from ${start} on, all together.`;
      return today < later_on
        ? `By lot: ${formatCount(now)} from ${start} on, ${formatCount(later)} wait until ${end}. It is told that day.`
        : `By lot: ${formatCount(now)} from ${start} on, ${formatCount(later)} from ${end} on. The wait is over, so it is told.`;
    case 'ended':
      return `Ended. It began on ${start}.`;
  }
}

/** What somebody in a campaign is told of it: their own day. */
export function sayOwnPart(
  { people, state, starts_on }: Pick<CampaignContent, 'people' | 'state' | 'starts_on'>,
  personId: string | null,
  today: string,
): string {
  const own = people.find(({ person_id }) => person_id === personId)?.starts_on ?? null;
  if (state === 'ended') return 'It has ended.';
  if (own === null) return `Planned for ${formatLocalDay(starts_on)}; your own day stands here then.`;
  return `You ${own <= today ? 'started' : 'start'} on ${formatLocalDay(own)}.`;
}

/** What is known of a campaign on one day, by the comparison it has. */
export function sayCampaignEffect(
  effect: Pick<
    CampaignEffectContent,
    'design' | 'drawn' | 'compared' | 'observed' | 'verdict' | 'planned_at'
  >,
  timeZone: string,
): CampaignWords {
  const { design, drawn, compared, observed } = effect;
  if (design === 'randomised' && drawn !== null) return sayDrawn(drawn, timeZone);
  if (design === 'compared' && compared !== null) {
    return {
      ...sayOutcome(compared, timeZone),
      comparison: 'Compared with colleagues who are not in the campaign.',
      rates: ratesOf([
        ['Expected without coaching', compared.effect?.expected_rate ?? null, true],
        ['Since the start', rateOf(compared.effect?.observed), false],
      ]),
    };
  }
  return {
    word: 'Cannot be told',
    tone: 'nothing',
    headline: 'It cannot be told: everybody was coached at once, so there is nobody to compare with.',
    effect: null,
    comparison: 'Compared with nobody.',
    basis: [
      `Before the start ${moved(observed.before)} deals moved on, since then ${moved(observed.since)}.`,
      'That alone proves nothing: the season and the leads change too, and after a low stretch a rate tends to come back by itself.',
    ],
    rates: [],
  };
}

/** What was counted of what people were to do: of those who started before and since, and of those who wait. */
export function sayCampaignBehaviour(
  { verdict, target, by, before, now, later }: NonNullable<CampaignEffectContent['behaviour']>,
  unit: IndicatorDefinition['unit'],
): { readonly word: string; readonly tone: VerdictTone; readonly headline: string; readonly basis: string } {
  const { isThere, ...said } = behaviourWords[verdict];
  const word = (value: number): string => formatAmount(value, unit, null);
  const counted = ({ value, n }: { readonly value: number | null; readonly n: number }): string =>
    value === null ? 'nothing was counted' : `${word(value)} (counted on ${formatCount(n)})`;
  const waiting = later === null ? '' : `; those who wait: ${counted(later)}`;
  return {
    ...said,
    headline: `${isThere} The aim is ${word(target)} by ${formatLocalDay(by)}.`,
    basis: `Those who started: ${counted(before)} in the three months before, ${counted(now)} since${waiting}.`,
  };
}

const behaviourWords = {
  changed: { word: 'Changed', tone: 'good', isThere: 'It is there.' },
  not_yet: { word: 'Not yet', tone: 'open', isThere: 'It is not there yet.' },
  not_seen: { word: 'Not seen', tone: 'open', isThere: 'Too little was counted to say.' },
} as const;

function sayDrawn(drawn: Drawn, timeZone: string): CampaignWords {
  const { verdict, effect, now, later, lacks } = drawn;
  const day = formatDay(drawn.planned_at, timeZone);
  return {
    word: outcomeWord(verdict),
    tone: outcomeTone(verdict),
    headline: headlineOf(drawn, day),
    effect:
      effect === null
        ? null
        : `${formatPoints(effect.points.mean)} (likely ${formatPointsRange(effect.points.interval)}), by the lot alone.`,
    comparison: `${people(now.people)} who started by lot, compared with ${formatCount(later.people)} who ${effect === null ? 'wait' : 'waited'}.`,
    basis: [
      effect === null
        ? `So far ${formatCount(now.entered)} deals have come to those who started and ${formatCount(later.entered)} to those who wait. How many of them moved on is not shown before the day, so that nobody stops where it looks well.`
        : `Of those who started ${moved(now)} deals moved on, of those who waited ${moved(later)}.`,
      ...(effect === null ? [] : [chanceSentence(effect)]),
      ...lacks.map((lack) => lackSentences[lack]),
    ],
    rates:
      effect === null
        ? []
        : ratesOf([
            ['Expected without coaching', effect.expected_rate, true],
            ['Those who started', rateOf(now), false],
          ]),
  };
}

function headlineOf({ verdict, effect, relevant_effect_excluded: isExcluded, lacks }: Drawn, day: string) {
  switch (verdict) {
    case 'too_early':
      return `Too early to tell. It is told on ${day}, when those who wait start.`;
    case 'worked':
      return 'More deals move on with those who started than with those who waited.';
    case 'fell':
      return 'Fewer deals move on with those who started than with those who waited.';
    case 'no_evidence':
      if (lacks.includes('ended_early')) return 'It cannot be told: it was ended before its day.';
      if (effect === null) return 'It cannot be told from these deals.';
      return isExcluded
        ? 'An effect worth having is as good as ruled out.'
        : 'An effect cannot be told from luck. That does not mean there was none.';
  }
}

const lackSentences: Readonly<Record<Drawn['lacks'][number], string>> = {
  no_baseline: 'Nothing was known of this step on the day it started.',
  nothing_entered: 'In one of the halves no deal has come to this step.',
  follow_up_ended_early:
    'Somebody left, or changed team or role: what came afterwards is not counted, so less can be told.',
  ended_early:
    'Whoever ends a campaign before its day may have seen how it went; so nothing is told of it then.',
};

/** Against which luck it is held: the other lots that could have fallen. */
function chanceSentence({
  points,
  chance_of_rise,
  chance_of_fall,
  lots,
  exhaustive,
}: NonNullable<Drawn['effect']>) {
  const [chance, way] = points.mean >= 0 ? [chance_of_rise, 'rise'] : [chance_of_fall, 'fall'];
  const drawn = exhaustive
    ? `all ${formatCount(lots)} lots that could have fallen`
    : `${formatCount(lots)} other lots`;
  return `Where coaching does nothing, ${shareOf(chance)} of ${drawn} would have shown as much of a ${way}.`;
}

function shareOf(chance: number): string {
  return chance < 0.01 ? 'fewer than 1 in 100' : formatPercent(chance);
}

/** How far people kept to what was agreed: who started before their day, who left. */
export function sayKept(
  { started_early, left }: CampaignEffectContent['kept'],
  design: CampaignEffectContent['design'],
): readonly string[] {
  const early =
    started_early === 0
      ? 'Nobody of those who wait has started early.'
      : `${people(started_early)} of those who wait had a plan on this step before their day. Everybody counts where the lot put them, so the effect looks smaller than it is.`;
  return [
    ...(design === 'randomised' ? [early] : []),
    ...(left === 0 ? [] : [`${people(left)} left, or changed team or role meanwhile.`]),
  ];
}

/** What is said of a campaign where nothing is told of its effect. */
export const campaignNotTold = {
  not_started: 'Counting begins with the start.',
  not_computed: 'The first look comes within a week of the start.',
  for_those_who_lead_it:
    'What was counted is for those who lead it: from it, somebody in it could work out the numbers of another.',
} as const;

function people(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'person' : 'people'}`;
}

function moved({ entered, advanced }: { entered: number; advanced: number }): string {
  return formatShare(Math.round(advanced), entered);
}

function rateOf(counted: { exposure: number; advanced: number } | undefined): number | null {
  return counted === undefined || counted.exposure < leastDecided
    ? null
    : counted.advanced / counted.exposure;
}

/** Both or none: one bar alone says nothing. */
function ratesOf(rates: readonly (readonly [string, number | null, boolean])[]): readonly ComparedRate[] {
  const known = rates.flatMap(([name, rate, isCompared]) =>
    rate === null ? [] : [{ name, rate, isCompared }],
  );
  return known.length === rates.length ? known : [];
}
