import { type CoachingFlags, coachingFlagsAnswer, coachingMeasures } from '@stepup/contracts';
import { type CoachingFlag, flagCoaching } from '@stepup/verification';
import * as z from 'zod';
import { coachKeyFor } from '../access/coach-key.ts';
import { defineEndpoint } from '../endpoint/endpoint.ts';
import { readCoachingYear, type CoachingYear } from './read-coaching-year.ts';

type Measured = CoachingFlags['rows'][number]['measures'][number];

/** `GET /v1/coaching-flags`: where somebody coaches otherwise than colleagues, by the method of flags on selling. */
export const coachingFlagsEndpoint = defineEndpoint({
  method: 'get',
  path: '/v1/coaching-flags',
  operationId: 'readCoachingFlags',
  summary: 'What stands in the way of coaching, by manager',
  description:
    'Doing, telling, time, proximity and cadence over the last year: each measure against a typical coach, shrunken, with one false discovery rate for ' +
    'all of them. Nothing is said on fewer than eight plans, and never a ranking: rows come by key. A manager sees their own row, a director everyone below; ' +
    'operations and programs see pseudonyms.',
  access: 'coaching_indicators.read',
  query: z.strictObject({}),
  answer: coachingFlagsAnswer,
  problems: [],
  async handle({ ports, viewer }) {
    if (viewer.sees.kind === 'groups') {
      return { kind: 'problem', code: 'forbidden', detail: 'This shows single managers.' };
    }
    const { from, to, coaches } = await readCoachingYear(ports, viewer.tenant);
    const flags = Map.groupBy(
      flagCoaching(
        coaches.map(({ pseudonym, plans, shares }) => ({
          coachId: pseudonym,
          plans,
          counts: shares.filter(({ measure }) => coachingMeasures[measure].trap !== null),
        })),
      ),
      ({ coachId }) => coachId,
    );
    const rows = coaches.flatMap((coach) => {
      const key = coachKeyFor(viewer, coach);
      if (key === null) return [];
      const isOwn = viewer.personId !== undefined && coach.personId === viewer.personId;
      const measures = (flags.get(coach.pseudonym) ?? []).flatMap((flag) => toMeasured(flag, coach, isOwn));
      return [{ key, plans: coach.plans, measures }];
    });
    return {
      kind: 'answer',
      body: {
        from,
        to,
        interval_level: 0.9 as const,
        rows: rows.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
      },
    };
  },
});

function toMeasured(flag: CoachingFlag, { shares }: CoachingYear, isOwn: boolean): Measured[] {
  const share = shares.find(({ measure }) => measure === flag.measure);
  if (share === undefined) return [];
  const { trap } = coachingMeasures[share.measure];
  if (trap === null) return [];
  const counted = { indicator: share.measure, trap, n: share.n, value: share.value };
  const nothing = {
    rate: null,
    interval: null,
    typical: null,
    p_gap: null,
    tier: 'none',
    detectable_gap: null,
  } as const;
  if (flag.kind === 'too_few_plans') {
    return [{ ...counted, state: 'fewer_than_eight_plans', ...nothing }];
  }
  const { state, rate, interval, typical, pGap, tier, detectableGap } = flag.cell;
  if (state !== 'ok') return [{ ...counted, state, ...nothing }];
  // How likely a gap is says as much as the tier below which others see none.
  if (!isOwn && (tier === 'none' || tier === 'watch')) return [{ ...counted, state, ...nothing }];
  return [
    {
      ...counted,
      state,
      rate,
      interval: interval === null ? null : [interval.lower, interval.upper],
      typical,
      p_gap: pGap,
      tier,
      detectable_gap: detectableGap,
    },
  ];
}
