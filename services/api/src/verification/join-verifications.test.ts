import { openPlan } from '@stepup/coaching';
import { expect, it } from 'vitest';
import { joinVerifications } from './join-verifications.ts';

const at = '2026-03-01T09:00:00.000000Z';

function activated(id: string, focusId: string) {
  const plan = openPlan({
    id,
    focusId,
    repId: 'ann',
    coachId: 'max',
    month: '2026-03',
    basis: 'own_wish',
    diagnosisId: null,
    at,
  });
  return { plan, activatedAt: at } as const;
}

function saidOf(planId: string, stageId: string) {
  const outcome = {
    verdict: 'too_early',
    decided_at: null,
    planned_at: at,
    provable: 'not_decidable',
    people: 1,
    effect: null,
    relevant_effect_excluded: false,
    lacks: [],
    looks: [],
  } as const;
  const content = {
    pipeline_id: 'sales',
    stage_id: stageId,
    started_at: at,
    outcome: { ...outcome, lacks: [], looks: [] },
    group: null,
    behaviour: null,
  };
  return [planId, { planId, version: 1, madeAt: at, asOf: at, content }] as const;
}

it('lets one plan speak for those that continue a focus on a step, the first that something is said of', () => {
  const plans = [
    activated('not looked at yet', 'focus-1'),
    activated('first', 'focus-1'),
    activated('continues it', 'focus-1'),
    activated('on another step', 'focus-1'),
    activated('of another focus', 'focus-2'),
  ];
  const latest = new Map([
    saidOf('first', 'lead'),
    saidOf('continues it', 'lead'),
    saidOf('on another step', 'proposal'),
    saidOf('of another focus', 'lead'),
  ]);
  const speaking = joinVerifications(plans, latest).filter(({ speaksForEpisode }) => speaksForEpisode);
  expect(speaking.map(({ plan }) => plan.id)).toEqual(['first', 'on another step', 'of another focus']);
});
