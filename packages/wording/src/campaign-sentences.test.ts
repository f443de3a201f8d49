import type { CampaignEffectContent } from '@stepup/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  sayCampaignBehaviour,
  sayCampaignEffect,
  sayCampaignState,
  sayKept,
  sayOwnPart,
} from './campaign-sentences.ts';

type Drawn = NonNullable<CampaignEffectContent['drawn']>;

const zone = 'Europe/Vienna';
const plannedAt = '2027-03-12T00:00:00.000000Z';
const told: NonNullable<Drawn['effect']> = {
  points: { mean: 0.09, interval: [0.02, 0.16] },
  log_odds: { mean: 0.4, interval: [0.1, 0.7] },
  expected_rate: 0.4,
  chance_of_rise: 0.02,
  chance_of_fall: 0.97,
  lots: 20,
  exhaustive: true,
};
const drawn: Drawn = {
  verdict: 'worked',
  planned_at: plannedAt,
  now: { people: 4, entered: 60, exposure: 55, advanced: 28 },
  later: { people: 3, entered: 50, exposure: 48, advanced: 19 },
  effect: told,
  relevant_effect_excluded: false,
  lacks: [],
};
const effect = {
  design: 'randomised' as const,
  verdict: 'worked' as const,
  planned_at: plannedAt,
  drawn,
  compared: null,
  observed: { before: { entered: 80, advanced: 31 }, since: { entered: 85, advanced: 40 } },
};
const sayWith = (changes: Partial<Drawn>) =>
  sayCampaignEffect({ ...effect, drawn: { ...drawn, ...changes } }, zone);

describe('a campaign whose start was drawn', () => {
  it('says what differs between the halves, how sure, and how often a lot alone would show it', () => {
    const said = sayWith({});
    expect(said.headline).toBe('More deals move on with those who started than with those who waited.');
    expect(said.effect).toBe('+9\u00a0points (likely +2 to +16), by the lot alone.');
    expect(said.comparison).toBe('4 people who started by lot, compared with 3 who waited.');
    expect(said.basis).toEqual([
      'Of those who started 28 of 60 deals moved on, of those who waited 19 of 50.',
      'Where coaching does nothing, 2\u00a0% of all 20 lots that could have fallen would have shown as much of a rise.',
    ]);
    expect(said.rates.map(({ rate }) => Math.round(rate * 100))).toEqual([40, 51]);
  });

  it('names the day before it, and neither rates nor how many moved on', () => {
    const said = sayWith({ verdict: 'too_early', effect: null });
    expect(said.headline).toBe('Too early to tell. It is told on 12 Mar 2027, when those who wait start.');
    expect(said.rates).toEqual([]);
    expect(JSON.stringify(said)).not.toMatch(/28|19|51/);
  });

  it.each<[string, Partial<Drawn>, string]>([
    ['a fall', { verdict: 'fell' }, 'Fewer deals move on with those who started than with those who waited.'],
    [
      'nothing to be told from luck',
      { verdict: 'no_evidence' },
      'An effect cannot be told from luck. That does not mean there was none.',
    ],
    [
      'an effect ruled out',
      { verdict: 'no_evidence', relevant_effect_excluded: true },
      'An effect worth having is as good as ruled out.',
    ],
    [
      'an early end',
      { verdict: 'no_evidence', effect: null, lacks: ['ended_early'] },
      'It cannot be told: it was ended before its day.',
    ],
  ])('says %s', (_case, changes, headline) => {
    expect(sayWith(changes).headline).toBe(headline);
  });
});

it('says that all at once leaves nothing to compare with, and why before and after prove nothing', () => {
  const said = sayCampaignEffect({ ...effect, design: 'no_comparison', drawn: null }, zone);
  expect(said.headline).toContain('nobody to compare with');
  expect(said.effect).toBeNull();
  expect(said.basis).toEqual([
    'Before the start 31 of 80 deals moved on, since then 40 of 85.',
    expect.stringContaining('proves nothing'),
  ]);
});

it('says how far the lot was kept to', () => {
  expect(sayKept({ people: 7, started_early: 0, left: 0 }, 'randomised')).toEqual([
    'Nobody of those who wait has started early.',
  ]);
  expect(sayKept({ people: 7, started_early: 2, left: 1 }, 'randomised')).toEqual([
    expect.stringMatching(/^2 people of those who wait had a plan/),
    '1 person left, or changed team or role meanwhile.',
  ]);
  expect(sayKept({ people: 7, started_early: 0, left: 0 }, 'compared')).toEqual([]);
});

it('says where a campaign stands, and to somebody in it their own day alone', () => {
  const campaign = {
    state: 'running' as const,
    starts_on: '2026-12-03',
    later_on: '2027-03-11',
    people_count: 7,
    wait_list: { possible: true, now: 4, later: 3 },
    draw: { method: 'm', seed: 1, blocks: [], by: 'mia', at: plannedAt },
    people: [{ person_id: 'ron', arm: 'later' as const, starts_on: '2027-03-11' }],
  };
  expect(sayCampaignState(campaign, '2026-12-04')).toBe(
    'By lot: 4 from 3 Dec 2026 on, 3 wait until 11 Mar 2027. It is told that day.',
  );
  expect(sayCampaignState(campaign, '2027-03-11')).toBe(
    'By lot: 4 from 3 Dec 2026 on, 3 from 11 Mar 2027 on. The wait is over, so it is told.',
  );
  expect(sayCampaignState({ ...campaign, draw: null }, '2026-12-04')).toBe(
    '7 from 3 Dec 2026 on, all together.',
  );
  expect(sayOwnPart(campaign, 'ron', '2026-12-04')).toBe('You start on 11 Mar 2027.');
  expect(sayOwnPart(campaign, 'ron', '2027-03-11')).toBe('You started on 11 Mar 2027.');
  const planned = { ...campaign, people: [{ person_id: 'ron', arm: null, starts_on: null }] };
  expect(sayOwnPart({ ...planned, state: 'planned' }, 'ron', '2026-12-01')).toBe(
    'Planned for 3 Dec 2026; your own day stands here then.',
  );
});

it('says what people do, before and since, of those who started and of those who wait', () => {
  const behaviour = {
    verdict: 'not_yet' as const,
    indicator: 'fc_next_step',
    target: 0.6,
    by: '2026-12-20',
    before: { value: 0.25, n: 40 },
    now: { value: 0.41, n: 1_204 },
    later: { value: null, n: 0 },
  };
  expect(sayCampaignBehaviour(behaviour, 'rate')).toEqual({
    word: 'Not yet',
    tone: 'open',
    headline: 'It is not there yet. The aim is 60\u00a0% by 20 Dec 2026.',
    basis:
      'Those who started: 25\u00a0% (counted on 40) in the three months before, 41\u00a0% (counted on 1,204) since; those who wait: nothing was counted.',
  });
  expect(sayCampaignBehaviour({ ...behaviour, later: null }, 'ratio').basis).toBe(
    'Those who started: 0.25 (counted on 40) in the three months before, 0.41 (counted on 1,204) since.',
  );
});

it('promises nothing, whatever is told', () => {
  const counts = fc.record({
    people: fc.nat(9),
    entered: fc.nat(99),
    exposure: fc.nat(99),
    advanced: fc.nat(99),
  });
  const any = fc.record({
    verdict: fc.constantFrom(
      'worked' as const,
      'no_evidence' as const,
      'fell' as const,
      'too_early' as const,
    ),
    now: counts,
    later: counts,
    effect: fc.option(fc.constant(told)),
    relevant_effect_excluded: fc.boolean(),
    lacks: fc.subarray(['no_baseline', 'nothing_entered', 'follow_up_ended_early', 'ended_early'] as const),
  });
  fc.assert(
    fc.property(any, ({ lacks, ...changes }) => {
      const said = sayWith({ ...changes, lacks: [...lacks] });
      const text = [said.headline, said.effect ?? '', said.comparison, ...said.basis].join(' ');
      expect(text).not.toMatch(/undefined|null|NaN|significant|p-value|caused|prove[sdn]?\b/i);
      expect(said.effect === null).toBe(changes.effect === null);
    }),
  );
});
