import type { Plan } from '@stepup/contracts';
import { expect, it } from 'vitest';
import { currentPlanOf } from './current-plan.ts';

const planOf = (id: string, state: Plan['state'], month: string, rep_id = 'rep-1'): Plan => ({
  id,
  state,
  month,
  rep_id,
  focus_id: 'f',
  coach_id: 'mgr-1',
  basis: 'own_wish',
  diagnosis_id: null,
  version: 1,
  opened_at: '2026-11-01T00:00:00.000000Z',
  updated_at: '2026-11-01T00:00:00.000000Z',
  skill: [],
  reason: [],
  self_analysis: [],
  coach_view: [],
  confirmation: { discussion: [], observation: [] },
  measures: [],
  coach_actions: [],
  acceptance: [],
  behaviour_target: [],
  outcome: [],
  behaviour_verdict: [],
  abandoned: null,
  handovers: [],
  missing_for_activation: [],
});

it.each([
  [
    'the one under way, though another is newer',
    [planOf('a', 'active', '2026-10'), planOf('b', 'draft', '2026-11')],
    'a',
  ],
  ['the newest that has not ended', [planOf('a', 'draft', '2026-10'), planOf('b', 'draft', '2026-11')], 'b'],
  [
    'none that has ended',
    [planOf('a', 'completed', '2026-11'), planOf('b', 'abandoned', '2026-11')],
    undefined,
  ],
  ['none of somebody else', [planOf('a', 'active', '2026-11', 'rep-2')], undefined],
] as const)('is %s', (_case, plans, id) => {
  expect(currentPlanOf(plans, 'rep-1')?.id).toBe(id);
});
