import type { BehaviourVerification, OutcomeVerification } from '@stepup/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparedRates, sayBehaviour, sayOutcome } from './verdict-sentences.ts';

const effect: NonNullable<OutcomeVerification['effect']> = {
  points: { mean: 0.06, interval: [-0.02, 0.14] },
  log_odds: { mean: 0.17, interval: [-0.65, 1], sd: 0.5 },
  p_rise: 0.64,
  expected_rate: 0.44,
  observed: { entered: 30, exposure: 30, advanced: 15, rate: 0.5 },
  period_shift: 0.1,
  comparison_group: { people: 5 },
};
const outcome: OutcomeVerification = {
  verdict: 'too_early',
  decided_at: null,
  planned_at: '2027-06-04T00:00:00.000000Z',
  provable: 'decidable',
  people: 1,
  effect,
  relevant_effect_excluded: false,
  lacks: [],
  looks: [],
};
const zone = 'Europe/Vienna';

describe('a verdict on the outcome', () => {
  it.each<[string, Partial<OutcomeVerification>, string]>([
    ['names the day while it is too early', {}, 'Too early to tell. It can be told on 4 Jun 2027.'],
    ['says more, not caused', { verdict: 'worked' }, 'More deals move on than would have without coaching.'],
    ['says fewer', { verdict: 'fell' }, 'Fewer deals move on than would have without coaching.'],
    [
      'tells no effect from none to be seen',
      { verdict: 'no_evidence' },
      'An effect cannot be told from luck. That does not mean there was none.',
    ],
    [
      'says when an effect is ruled out',
      { verdict: 'no_evidence', relevant_effect_excluded: true },
      'An effect worth having is as good as ruled out.',
    ],
    [
      'says that everybody was coached at once',
      { verdict: 'no_evidence', effect: null, lacks: ['too_few_controls'] },
      'It cannot be told: there is nobody to compare with.',
    ],
  ])('%s', (_case, changed, headline) => {
    expect(sayOutcome({ ...outcome, ...changed }, zone).headline).toBe(headline);
  });

  it('comes with effect, range, count and comparison group', () => {
    const said = sayOutcome(outcome, zone);
    expect(said.effect).toMatch(/^\+6\s?points \(likely −2 to \+14\)/);
    expect(said.basis).toEqual(
      expect.arrayContaining([
        'Since the start 30 deals have come to this step; 15 of them moved on so far.',
        'Compared with 5 colleagues of the team who were not coached on this step.',
        'How sure that it rose at all: 64\u00a0%.',
      ]),
    );
    expect(comparedRates(outcome)).toEqual({ expected: 0.44, observed: 0.5 });
  });

  it('tells one person that a group would show more', () => {
    const said = sayOutcome({ ...outcome, provable: 'not_decidable' }, zone);
    expect(said.headline).toBe('Too early to tell, and the deals of one person alone will hardly tell it.');
    expect(said.basis.at(-1)).toMatch(/on 4 Jun 2027, .* A group .* tells more/);
  });

  it('draws nothing from fewer than five decided deals', () => {
    const few = { ...effect, observed: { entered: 9, exposure: 4.9, advanced: 0, rate: 0 } };
    const thin = { ...outcome, effect: few };
    expect(comparedRates(thin)).toBeNull();
    expect(sayOutcome(thin, zone).effect).toBeNull();
  });

  it('promises nothing, whatever is told', () => {
    const any = fc.record({
      verdict: fc.constantFrom('worked', 'no_evidence', 'fell', 'too_early'),
      provable: fc.constantFrom('decidable', 'only_a_large_effect', 'not_decidable'),
      people: fc.integer({ min: 1, max: 30 }),
      effect: fc.option(fc.constant(effect)),
      relevant_effect_excluded: fc.boolean(),
      lacks: fc.subarray([
        'no_baseline',
        'too_few_controls',
        'nothing_entered',
        'follow_up_ended_early',
      ] as const),
    });
    fc.assert(
      fc.property(any, (changed) => {
        const said = sayOutcome({ ...outcome, ...changed, lacks: [...changed.lacks] }, zone);
        const text = [said.headline, said.effect ?? '', ...said.basis].join(' ');
        expect(text).not.toMatch(/undefined|null|NaN|significant|p-value|caused|prove[sdn]?\b/i);
        expect(said.effect === null).toBe(changed.effect === null);
      }),
    );
  });
});

const behaviour: BehaviourVerification = {
  verdict: 'changed',
  indicator: 'activities',
  baseline: 2,
  target: 7,
  by: '2026-12-20',
  value: 8,
  n: 8,
};

it.each<[string, Partial<BehaviourVerification>, string]>([
  ['the behaviour is there', {}, 'It is there: now 8, counted on 8. The aim was from 2 to 7 by 20 Dec 2026.'],
  [
    'it is not there yet',
    { verdict: 'not_yet', value: 4.256, n: 9 },
    'Not there yet: now 4.26, counted on 9. The aim is from 2 to 7 by 20 Dec 2026.',
  ],
  [
    'nothing was counted',
    { verdict: 'not_seen', value: null, n: 0, reason_if_null: 'nothing_counted' },
    'Too little was seen to say: nothing counted yet. The aim is from 2 to 7 by 20 Dec 2026.',
  ],
  [
    'people count it themselves',
    { verdict: 'not_seen', value: null, n: 0, reason_if_null: 'not_in_catalogue' },
    'It is not counted by the system: the two say at their reviews what they saw. Aim: from 2 to 7 by 20 Dec 2026.',
  ],
  [
    'people saw it themselves',
    {
      value: null,
      n: 2,
      reason_if_null: 'not_in_catalogue',
      seen: { reviews: 2, last: 'yes', last_at: '2026-12-01T23:30:00.000000Z' },
    },
    'The two saw it, as they said at a review on 2 Dec 2026. The aim was from 2 to 7 by 20 Dec 2026.',
  ],
  [
    'people saw it in part',
    {
      verdict: 'not_yet',
      value: null,
      n: 1,
      reason_if_null: 'not_in_catalogue',
      seen: { reviews: 1, last: 'partly', last_at: '2026-12-01T12:00:00.000000Z' },
    },
    'The two saw it in part, as they said at a review on 1 Dec 2026. The aim is from 2 to 7 by 20 Dec 2026.',
  ],
])('says that %s', (_case, changed, headline) => {
  expect(sayBehaviour({ ...behaviour, ...changed }, 'Europe/Vienna').headline).toBe(headline);
});
