import type { CampaignContent, CampaignMove, CampaignOpening } from '@stepup/contracts';
import { drawMethod, drawWaitList, fewestToDraw, listDrawBlocks } from '../campaigns/draw-wait-list.ts';
import { daysBetween } from '../days-between.ts';
import { type BrokenRule, breakRule } from '../rule.ts';
import { addDays } from './add-days.ts';
import type { RecordFacts, RecordKind, Stamp } from './record-kind.ts';
import { requireTexts, write } from './stamp-text.ts';

/** What a deal that enters shows of coaching in the first days, and how long deals are collected at the least and usually. */
const rampDays = 14;
const leastCollectedDays = 28;
const usuallyCollectedDays = 84;
/** Where nobody has told how long deals of the step take. */
const usualHorizonDays = 60;
/** A behaviour shows within weeks. */
const longestTargetDays = 84;

/**
 * Several people coached on one step together: the unit of proof. It starts with a lot that says who starts now and who waits, or with all at
 * once; from then on people, days and target stay as they are. The lot falls once: whoever asks again gets the same one.
 */
export const campaignKind: RecordKind<CampaignOpening, CampaignMove, CampaignContent> = {
  name: 'campaign',
  openedBy: ['learner'],
  moves: {
    set_people: { states: ['planned', 'running'], sides: ['learner'] },
    set_days: { states: ['planned', 'running'], sides: ['learner'] },
    set_target: { states: ['planned', 'running'], sides: ['learner'] },
    draw: { states: ['planned', 'running'], sides: ['learner', 'coach'] },
    start_together: { states: ['planned'], sides: ['learner', 'coach'] },
    end: { states: ['planned', 'running'], sides: ['learner', 'coach'] },
  },
  checkOpening: ({ title, people, starts_on, later_on, behaviour_target }, { today }, _parties, facts) => [
    ...requireTexts(title, behaviour_target?.behaviour),
    ...checkPeople(people, facts),
    ...checkDays(starts_on, later_on, facts),
    ...checkTarget(behaviour_target, starts_on, today),
  ],
  open(
    { title, skill_id, pipeline_id, stage_id, people, starts_on, later_on, behaviour_target },
    _stamp,
    _parties,
    facts,
  ) {
    return {
      state: 'planned',
      title,
      skill_id,
      pipeline_id,
      stage_id,
      ...listPeople(people),
      starts_on,
      later_on: later_on ?? usualLaterDay(starts_on, facts),
      behaviour_target: behaviour_target ?? null,
      draw: null,
      started: null,
      ended: null,
    };
  },
  check(content, move, { today }, facts) {
    const isFixed = content.state !== 'planned';
    switch (move.kind) {
      case 'set_people':
        return isFixed ? [breakRule('campaign_fixed')] : checkPeople(move.people, facts);
      case 'set_days':
        return isFixed
          ? [breakRule('campaign_fixed')]
          : [
              ...checkDays(move.starts_on, move.later_on, facts),
              ...checkTarget(content.behaviour_target ?? undefined, move.starts_on, today),
            ];
      case 'set_target':
        return isFixed
          ? [breakRule('campaign_fixed')]
          : [
              ...requireTexts(move.behaviour_target.behaviour),
              ...checkTarget(move.behaviour_target, content.starts_on, today),
            ];
      case 'draw':
        return checkDraw(content, today, facts);
      case 'start_together':
        // What is chosen after it was seen proves nothing.
        return checkStart(content, today, facts);
      case 'end':
        return requireTexts(move.because);
    }
  },
  apply(content, move, stamp, facts) {
    switch (move.kind) {
      case 'set_people':
        return { ...content, ...listPeople(move.people) };
      case 'set_days':
        return {
          ...content,
          starts_on: move.starts_on,
          later_on: move.later_on ?? usualLaterDay(move.starts_on, facts),
        };
      case 'set_target':
        return { ...content, behaviour_target: move.behaviour_target };
      case 'draw':
        return content.draw === null ? applyDraw(content, stamp, facts) : content;
      case 'start_together':
        return {
          ...content,
          state: 'running',
          people: content.people.map(({ person_id }) => ({
            person_id,
            arm: 'together',
            starts_on: content.starts_on,
          })),
          started: { at: stamp.at, by: stamp.by },
        };
      case 'end':
        return { ...content, state: 'ended', ended: write(move.because, stamp) };
    }
  },
  measure: ({ people_count, people, starts_on, later_on, draw }) => ({
    people: people_count,
    now: people.filter(({ arm }) => arm === 'now' || arm === 'together').length,
    later: people.filter(({ arm }) => arm === 'later').length,
    drawn: draw !== null,
    starts_on,
    later_on,
  }),
  project: ({ state, starts_on, later_on, draw }) => ({
    dueOn: state === 'planned' ? starts_on : state === 'running' && draw !== null ? later_on : null,
    happensAt: null,
    activityId: null,
  }),
};

function listPeople(ids: readonly string[]): Pick<CampaignContent, 'people' | 'people_count' | 'wait_list'> {
  const possible = ids.length >= fewestToDraw;
  const later = Math.floor(ids.length / 2);
  return {
    people: ids.toSorted().map((person_id) => ({ person_id, arm: null, starts_on: null })),
    people_count: ids.length,
    wait_list: possible
      ? { possible, now: ids.length - later, later }
      : { possible, now: ids.length, later: 0, reason_if_not: 'fewer_than_six' },
  };
}

function applyDraw(content: CampaignContent, { at, by }: Stamp, facts: RecordFacts): CampaignContent {
  const { drawSeed: seed = 0, teams = {} } = facts;
  const teamOf = new Map(content.people.map(({ person_id }) => [person_id, teams[person_id] ?? null]));
  const blocks = listDrawBlocks(teamOf).map(({ listed, now }) => ({ listed: [...listed], now }));
  const startNow = drawWaitList(seed, blocks);
  const people = content.people.map(({ person_id }) =>
    startNow.has(person_id)
      ? { person_id, arm: 'now' as const, starts_on: content.starts_on }
      : { person_id, arm: 'later' as const, starts_on: content.later_on },
  );
  return {
    ...content,
    state: 'running',
    people,
    wait_list: { possible: true, now: startNow.size, later: people.length - startNow.size },
    draw: { method: drawMethod, seed, blocks, by, at },
    started: { at, by },
  };
}

function checkPeople(ids: readonly string[], { outsiders = [] }: RecordFacts): BrokenRule[] {
  return [
    ...(new Set(ids).size === ids.length ? [] : [breakRule('participant_twice')]),
    ...(outsiders.length === 0
      ? []
      : [breakRule('not_led', `Not led by the opener: ${outsiders.join(', ')}.`)]),
  ];
}

function checkDays(startsOn: string, laterOn: string | undefined, facts: RecordFacts): BrokenRule[] {
  const earliest = addDays(startsOn, shortestWait(facts));
  return laterOn === undefined || laterOn >= earliest
    ? []
    : [breakRule('wait_too_short', `The earliest day for those who wait is ${earliest}.`)];
}

function checkTarget(
  target: { readonly by: string } | undefined,
  startsOn: string,
  today: string,
): BrokenRule[] {
  if (target === undefined) return [];
  const isAhead = target.by > today && target.by > startsOn;
  return isAhead && daysBetween(startsOn, target.by) <= longestTargetDays
    ? []
    : [
        breakRule(
          'target_date_out_of_range',
          `Give a day after the start and by ${addDays(startsOn, longestTargetDays)}.`,
        ),
      ];
}

function checkDraw(content: CampaignContent, today: string, facts: RecordFacts): BrokenRule[] {
  if (content.state === 'running') return content.draw === null ? [breakRule('started_together')] : [];
  return [
    ...(content.wait_list.possible ? [] : [breakRule('too_few_to_draw')]),
    ...checkStart(content, today, facts),
  ];
}

/** People move between the day a campaign is planned and the day it starts; from then on they stay in it where they were drawn. */
function checkStart(
  { starts_on }: CampaignContent,
  today: string,
  { outsiders = [] }: RecordFacts,
): BrokenRule[] {
  return [
    ...(today > starts_on ? [breakRule('start_has_passed')] : []),
    ...(outsiders.length === 0
      ? []
      : [breakRule('no_longer_led', `Take out of the campaign: ${outsiders.join(', ')}.`)]),
  ];
}

/** Deals have to enter and their horizon to pass, or the wait ends before anything can be told. */
function shortestWait({ horizonDays = usualHorizonDays }: RecordFacts): number {
  return rampDays + Math.max(leastCollectedDays, horizonDays);
}

function usualLaterDay(startsOn: string, { horizonDays = usualHorizonDays }: RecordFacts): string {
  return addDays(startsOn, rampDays + Math.max(usuallyCollectedDays, horizonDays + leastCollectedDays));
}
