import { coachingMeasures, practiceEffectsAnswer, type PracticeEffects } from '@stepup/contracts';
import { withTenant } from '@stepup/store';
import { associatePractices, type PracticeAssociation } from '@stepup/verification';
import * as z from 'zod';
import { defineEndpoint } from '../endpoint/endpoint.ts';
import { type CoachedEffect, readCoachedEffects } from '../verification/read-coached-effects.ts';
import { listPractices, type Practice } from './list-practices.ts';
import { type CoachingYear, readCoachingYear } from './read-coaching-year.ts';

type Row = PracticeEffects['rows'][number];

/** Fewer times tell nothing of a habit. */
const leastCounted = 5;

/** `GET /v1/practice-effects`: which practices go with verified effect. */
export const practiceEffectsEndpoint = defineEndpoint({
  method: 'get',
  path: '/v1/practice-effects',
  operationId: 'readPracticeEffects',
  summary: 'Which practices go with verified effect',
  description:
    'Beside each practice card what is known of it: plans of coaches who work by it against plans of those who do not, shrunken by what all practices looked at say together and cut by a ' +
    'false discovery rate. An association and never a cause. Nothing is said where a side has fewer than eight plans or five coaches, not even how many.',
  access: 'practices.read',
  query: z.strictObject({}),
  answer: practiceEffectsAnswer,
  problems: [],
  async handle({ ports, viewer }) {
    const { practices, effects } = await withTenant(ports.pool, viewer.tenant, async (tx) => ({
      practices: await listPractices(tx),
      effects: await readCoachedEffects(tx),
    }));
    const { coaches } = await readCoachingYear(ports, viewer.tenant);
    const yearOf = new Map(coaches.map((coach) => [coach.personId, coach]));
    const said = associatePractices(
      practices.map((practice) => ({
        practiceId: practice.id,
        plans: effects.map((effect) => ({
          key: effect.coachId,
          campaign: effect.campaign,
          mean: effect.mean,
          sd: effect.sd,
          follows: doesFollow(practice, effect, yearOf.get(effect.coachId)),
        })),
      })),
    );
    return {
      kind: 'answer',
      body: {
        called: 'association' as const,
        interval_level: 0.8 as const,
        looked_at: said.filter(({ kind }) => kind === 'associated').length,
        rows: practices.flatMap((practice, i) => {
          const association = said[i];
          return association === undefined ? [] : [toRow(practice, association)];
        }),
      },
    };
  },
});

function doesFollow(
  { authorId, content }: Practice,
  { coachId, startedAt }: CoachedEffect,
  year: CoachingYear | undefined,
): boolean | null {
  const { measure, adopted_by } = content;
  if (measure === null) {
    return coachId === authorId || adopted_by.some(({ by, at }) => by === coachId && at <= startedAt);
  }
  const share = year?.shares.find((one) => one.measure === measure.indicator);
  if (share === undefined || share.value === null || share.n < leastCounted) return null;
  return coachingMeasures[measure.indicator].better === 'high'
    ? share.value >= measure.value
    : share.value <= measure.value;
}

function toRow({ id, content }: Practice, association: PracticeAssociation): Row {
  const head = {
    practice_id: id,
    title: content.title,
    skill_id: content.skill_id,
    state: content.state === 'reference' ? ('reference' as const) : ('offered' as const),
    told_by: content.measure === null ? ('adoption' as const) : ('measure' as const),
    with: null,
    without: null,
  };
  switch (association.kind) {
    case 'too_few_plans':
      return { ...head, difference: null, stands_out: false, reason_if_null: 'fewer_than_eight_plans' };
    case 'too_few_coaches':
      return { ...head, difference: null, stands_out: false, reason_if_null: 'fewer_than_five_coaches' };
    case 'associated': {
      const { difference: mean, interval, pPositive, standsOut } = association;
      const difference = {
        mean,
        interval: [interval.lower, interval.upper] as [number, number],
        p_positive: pPositive,
      };
      return {
        ...head,
        with: association.with,
        without: association.without,
        difference,
        stands_out: standsOut,
      };
    }
  }
}
