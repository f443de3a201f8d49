import type { ChartAnswer } from '@stepup/contracts';
import { describe, expect, it } from 'vitest';
import { sessionKind } from '../records/session.ts';
import { readChart } from '../records/solution-chart.ts';
import { inSession, no, openSession, refusal, towardsKnowHow, yes } from './coached-pair.test-support.ts';

describe('solution chart', () => {
  it.each<[string, ChartAnswer[], string]>([
    ['not worth it', [no('worth_fixing')], 'stop'],
    ['nobody said what good looks like', [...yes('worth_fixing'), no('expectation_known')], 'feedback'],
    [
      'something is in the way',
      [...yes('worth_fixing', 'expectation_known'), no('nothing_in_the_way')],
      'other',
    ],
    ['does not see the gap', [...towardsKnowHow.slice(0, 3), no('aware_of_the_gap')], 'feedback'],
    ['does not know how', [...towardsKnowHow, no('knows_how')], 'training'],
    [
      'believes in another way',
      [...towardsKnowHow, ...yes('knows_how'), no('no_better_way_believed')],
      'coaching',
    ],
    [
      'not steadily',
      [...towardsKnowHow, ...yes('knows_how', 'no_better_way_believed'), no('done_steadily')],
      'coaching',
    ],
    [
      'not steady after practice',
      [
        ...towardsKnowHow,
        ...yes('knows_how', 'no_better_way_believed'),
        no('done_steadily'),
        no('steady_after_practice'),
      ],
      'training',
    ],
    [
      'nor would training help',
      [
        ...towardsKnowHow,
        ...yes('knows_how', 'no_better_way_believed'),
        no('done_steadily'),
        no('steady_after_practice'),
        no('training_would_help'),
      ],
      'other',
    ],
  ])('%s', (_, answers, solution) => {
    expect(readChart(answers)).toMatchObject({ kind: 'read', acts: { solution } });
  });
  it('lets the first hit act, notes every hit, and is asked in order', () => {
    const answers = [...yes('worth_fixing'), no('expectation_known'), no('nothing_in_the_way')];
    expect(readChart(answers)).toMatchObject({
      acts: { question: 'expectation_known' },
      hits: [{ solution: 'feedback' }, { solution: 'other' }],
    });
    expect(refusal(sessionKind, openSession(), { kind: 'answer_chart', answers: [no('knows_how')] })).toEqual(
      ['chart_out_of_order'],
    );
    const named = inSession(
      openSession(),
      { kind: 'answer_chart', answers },
      { kind: 'name_chart_owner', owner_id: 'ops-1', text: 'fix the form' },
    );
    expect(named.content.chart).toMatchObject({ owner_id: 'ops-1' });
  });
});
