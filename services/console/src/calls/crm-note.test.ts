import { expect, it } from 'vitest';
import { recordSchemas } from '@stepup/contracts';
import { writeCrmNote } from './crm-note.ts';

const written = (text: string) => ({
  text,
  by: 'rep-1',
  side: 'learner' as const,
  at: '2026-11-20T10:00:00.000000Z',
  late: false,
});
const plan = (step: string, retrospective: boolean) => ({
  step,
  expected: `${step} works`,
  otherwise: null,
  probability: null,
  by: 'rep-1',
  at: '2026-11-20T08:00:00.000000Z',
  retrospective,
});
const card = recordSchemas.call.answer.parse({
  id: 'c1',
  record: 'call',
  version: 3,
  learner_id: 'rep-1',
  coach_id: 'mgr-1',
  plan_id: null,
  next_due_on: null,
  opened_by: 'rep-1',
  opened_at: '2026-11-20T08:00:00.000000Z',
  updated_at: '2026-11-20T10:00:00.000000Z',
  state: 'debriefed',
  obstacle_id: null,
  activity_id: 'a1',
  deal_id: 'd1',
  account_id: null,
  starts_at: '2026-11-20T09:00:00.000000Z',
  metric: null,
  plans: [plan('Ask early', false), plan('Said afterwards', true)],
  role: null,
  happened: written('They asked back'),
  learned: written('I talk too soon'),
  as_expected: 'yes',
  debriefed_at: '2026-11-20T10:00:00.000000Z',
  notes: [written('between the two')],
  takeover: [],
  next_step: null,
  see_on: null,
});

it('holds what was planned before the call and what came, and nothing the two said to each other', () => {
  expect(writeCrmNote(card)).toBe('Planned: Ask early\nExpected: Ask early works\nHappened: They asked back');
});
