/**
 * What people have to type, counted through the domain: the fewest texts with which each job is done, against its budget. Whatever adds
 * a required text breaks one of these.
 */
import { recordSchemas } from '@stepup/contracts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { decideMove } from './decide-move.ts';
import type { Move } from './move.ts';
import { openPlan } from './open-plan.ts';
import type { Plan } from './plan.ts';
import { decideOpening, decideRecordMove } from './records/decide-record.ts';
import { recordKinds } from './records/record-kinds.ts';

const at = '2026-11-02T09:00:00.000000Z';
const today = '2026-11-02';

/** A sentence, so that it can be counted where somebody has to write one. */
const sentence = 'Somebody has to write this.';

function countSentences(value: unknown): number {
  return JSON.stringify(value).split(sentence).length - 1;
}

/** The fields of a shape that cannot be left out and are text of people: neither ids, days, choices nor numbers. */
function requiredTexts(schema: z.ZodType, kind: string): string[] {
  const described = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const option = (described.oneOf ?? described.anyOf ?? [described]).find(
    (one) => typeof one === 'object' && JSON.stringify(one.properties?.['kind']).includes(`"${kind}"`),
  );
  if (option === undefined) throw new Error(`${kind} is no transition`);
  return (option.required ?? []).filter((name) => {
    const field = option.properties?.[name];
    if (typeof field !== 'object') return false;
    const isFree = field.type === 'string' && field.format === undefined && field.pattern === undefined;
    return isFree && field.const === undefined && field.enum === undefined;
  });
}

describe('the monthly plan, both together: at most three sentences of the rep, one of the coach', () => {
  const fields = { id: 'p', focusId: 'f', repId: 'rep', coachId: 'coach', month: '2026-11' };
  const frozen = { numbers: [], asOf: at };
  const typed: readonly (readonly ['rep' | 'coach', Move])[] = [
    ['coach', { kind: 'state_reason', reason: { text: sentence, ...frozen } }],
    ['rep', { kind: 'write_self_analysis', text: sentence }],
    ['rep', { kind: 'add_measure', measureId: 'm', text: sentence }],
  ];
  const tapped: readonly (readonly ['rep' | 'coach', Move])[] = [
    ['coach', { kind: 'confirm_by_discussion', verdict: 'confirmed' }],
    [
      'coach',
      {
        kind: 'set_behaviour_target',
        // Chosen from the behaviours of the skill, with indicator and baseline filled in.
        target: { behaviour: 'asks', indicator: 'i', baseline: 0, value: 1, by: '2026-11-27' },
      },
    ],
    [
      'coach',
      { kind: 'set_outcome', outcome: { pipelineId: 'p', stageId: 's', baseline: null, provenFor: 'group' } },
    ],
    ['coach', { kind: 'propose' }],
    ['rep', { kind: 'accept', comment: null }],
    ['coach', { kind: 'accept', comment: null }],
    ['coach', { kind: 'activate' }],
  ];
  const run = (moves: typeof typed): Plan | null =>
    moves.reduce<Plan | null>(
      (plan, [actorId, move]) => {
        if (plan === null) return null;
        const decision = decideMove(plan, move, { actorId, at, today, otherActivePlanId: null });
        return decision.kind === 'moved' ? decision.plan : null;
      },
      openPlan({ ...fields, basis: 'lever', diagnosisId: null, at }),
    );
  const skill: (typeof typed)[number] = ['coach', { kind: 'choose_skill', skillId: 'discovery' }];

  it('is active with them', () => {
    const plan = run([skill, ...typed, ...tapped]);
    expect(plan?.state).toBe('active');
    const written = typed.map(([side, move]) => ({ side, sentences: countSentences(move) }));
    const of = (who: string) =>
      written.filter(({ side }) => side === who).reduce((sum, { sentences }) => sum + sentences, 0);
    expect(of('rep')).toBeLessThanOrEqual(3);
    expect(of('coach')).toBeLessThanOrEqual(1);
  });

  it('and needs each of them', () => {
    for (const left of typed)
      expect(run([skill, ...typed.filter((one) => one !== left), ...tapped])).toBeNull();
  });
});

describe('what a transition asks to be typed', () => {
  it.each([
    ['before a call: three short lines at most', recordSchemas.call.move, 'plan_call', 3],
    ['after a call: three short lines at most', recordSchemas.call.move, 'debrief', 3],
    ['a review: what the last step taught', recordSchemas.review.move, 'hold', 1],
    ['to accept an agreement: nothing', recordSchemas.time_agreement.move, 'accept', 0],
    ['to settle a session: nothing', recordSchemas.session.move, 'settle', 0],
  ])('%s', (_job, schema, kind, most) => {
    expect(requiredTexts(schema, kind).length).toBeLessThanOrEqual(most);
  });
});

it('an opportunistic note is one session and one line', () => {
  const stamp = { by: 'coach', side: 'coach', at, today, facts: {} } as const;
  const opened = decideOpening(
    recordKinds.session,
    { id: 's', learnerId: 'rep', coachId: 'coach', planId: null },
    { learner_id: 'rep', kind: 'opportunistic', form: 'talk', about: 'tactical', sign: 'reinforce' },
    stamp,
  );
  if (opened.kind === 'refused') throw new Error(JSON.stringify(opened.broken));
  const note = { kind: 'write_stage', stage: 'set_stage', text: sentence } as const;
  const noted = decideRecordMove(recordKinds.session, opened.record, note, stamp);
  expect(noted.kind).toBe('decided');
  expect(countSentences(note)).toBe(1);
});
