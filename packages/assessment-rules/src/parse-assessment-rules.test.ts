import { assessmentPairs } from '@stepup/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultRules } from './default-rules.ts';
import { parseAssessmentRules } from './parse-assessment-rules.ts';
import { addMonths, findWorkingDay, findWorkingDayFrom } from './working-days.ts';

const { text } = defaultRules['rep-manager'];

function problemsOf(changed: string, pair: (typeof assessmentPairs)[number] = 'rep-manager') {
  if (changed === text) throw new Error('the text was not changed');
  const parsed = parseAssessmentRules(changed, pair);
  return parsed.kind === 'ok' ? [] : parsed.problems;
}
const lineOf = (part: string, whole: string) =>
  whole.split('\n').findIndex((line) => line.includes(part)) + 1;

describe('parseAssessmentRules', () => {
  it.each(assessmentPairs)('takes the default rules of %s', (pair) => {
    expect(parseAssessmentRules(defaultRules[pair].text, pair).kind).toBe('ok');
  });

  it.each([
    ['step_up_rate', 'step_up_rate is a result of selling: plans and coaching are assessed, never'],
    ['quota_attainment', 'quota_attainment is a result of selling'],
    ['prediction_hits', 'prediction_hits is a result of selling'],
    ['quota_gap', 'quota_gap is told of groups alone'],
    ['effect_pooled', 'effect_pooled is told of groups alone'],
    ['reviews_keptt', 'no evidence is called reviews_keptt'],
  ])('refuses %s as evidence, at its line', (id, message) => {
    const changed = text.replace('takeover_share]', `${id}]`);
    expect(problemsOf(changed)).toEqual([
      expect.objectContaining({
        line: lineOf(id, changed),
        path: 'criteria[3].evidence[2]',
        message: expect.stringContaining(message),
      }),
    ]);
  });

  it.each([
    'Did the rep reach quota?',
    'Is the win rate where it should be?',
    'Which rank does the rep have?',
  ])('refuses the question “%s”', (ask) => {
    const changed = text.replace('Did the coach do what the coach had promised?', ask);
    expect(problemsOf(changed)).toMatchObject([
      { line: lineOf(ask, changed), path: 'criteria[3].ask', message: expect.stringContaining('never') },
    ]);
  });

  it.each<[string, string, string, string]>([
    ['another pair', 'pair: rep-manager', 'pair: director-board', 'must be rep-manager'],
    [
      'closing before opening',
      'opens: { working_day: 1 }',
      'opens: { working_day: 9 }',
      'must not lie before',
    ],
    ['one who signs twice', 'signs: [learner, coach]', 'signs: [coach, coach]', 'must name both sides'],
    ['making people judge', 'no, cannot_say]', 'no]', 'must contain cannot_say'],
    ['a comment for no rating', '[yes, partly, no, c', '[yes, partly, c', 'is none of the ratings'],
    ['a criterion twice', 'id: promises_kept', 'id: one_skill', 'one_skill stands here already'],
    ['a hint on other evidence', 'rep_measures = 0', 'cycles_done = 0', 'is no evidence of this criterion'],
    ['a share above 1', 'rep_measures = 0', 'rep_measures < 30', 'is a share and counts from 0 to 1'],
    ['a hint that is no comparison', 'rep_measures = 0', 'rep_measures', 'must compare evidence'],
    ['the coach first', 'first_answer: learner', 'first_answer: coach', 'must be one of "learner"'],
    ['another use', 'uses: [development]', 'uses: [pay]', 'must be one of "development"'],
    ['a key nobody knows', 'format: 1', 'format: 1\nweights: 3', '"weights" is not known here'],
  ])('refuses %s', (_name, part, other, message) => {
    const problems = problemsOf(text.replace(part, other));
    expect(problems.map((problem) => problem.message).join()).toContain(message);
  });
});

describe('findWorkingDay', () => {
  it('skips weekends and holidays', () => {
    // 2026-11-01 is a Sunday.
    expect(findWorkingDay('2026-11', 1, [])).toBe('2026-11-02');
    expect(findWorkingDay('2026-11', 3, ['2026-11-03'])).toBe('2026-11-05');
    expect(findWorkingDay('2026-11', 6, [])).toBe('2026-11-09');
    // From a Friday on: it counts itself.
    expect(findWorkingDayFrom('2026-11-20', 1, [])).toBe('2026-11-20');
    expect(findWorkingDayFrom('2026-11-20', 3, ['2026-11-23'])).toBe('2026-11-25');
  });

  it('has as many working days before it as it says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 1, max: 20 }), (months, nth) => {
        const month = addMonths('2000-01', months);
        const day = findWorkingDay(month, nth, []);
        const days = Array.from({ length: 60 }, (_value, offset) =>
          new Date(Date.parse(`${month}-01T00:00:00Z`) + offset * 86_400_000).toISOString().slice(0, 10),
        );
        const upTo = days.slice(0, days.indexOf(day) + 1);
        const isWork = (date: string) => ![0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
        return isWork(day) && upTo.filter(isWork).length === nth;
      }),
    );
  });
});
