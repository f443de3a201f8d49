import { coachingMeasures, practiceDistancesAnswer, type PracticeDistances } from '@stepup/contracts';
import { withTenant } from '@stepup/store';
import { wilsonInterval } from '@stepup/statistics';
import * as z from 'zod';
import { coachKeyFor } from '../access/coach-key.ts';
import { defineEndpoint } from '../endpoint/endpoint.ts';
import { listPractices, type Practice } from './list-practices.ts';
import { type CoachingYear, readCoachingYear } from './read-coaching-year.ts';

type Distance = PracticeDistances['rows'][number]['practices'][number];

const level = 0.9;

/** `GET /v1/practice-distances`: how far each coach is from the practices that the organisation has made its reference. */
export const practiceDistancesEndpoint = defineEndpoint({
  method: 'get',
  path: '/v1/practice-distances',
  operationId: 'readPracticeDistances',
  summary: 'Distance to the practices that were adopted',
  description:
    'One’s own numbers of the last year against each practice that has become the reference and is told by a measure, with n and interval. A manager sees ' +
    'their own row, a director everyone below; operations and programs see pseudonyms.',
  access: 'coaching_indicators.read',
  query: z.strictObject({}),
  answer: practiceDistancesAnswer,
  problems: [],
  async handle({ ports, viewer }) {
    if (viewer.sees.kind === 'groups') {
      return { kind: 'problem', code: 'forbidden', detail: 'This shows single managers.' };
    }
    const practices = await withTenant(ports.pool, viewer.tenant, listPractices);
    const references = practices.filter(({ content }) => content.state === 'reference');
    const { from, to, coaches } = await readCoachingYear(ports, viewer.tenant);
    const rows = coaches.flatMap((coach) => {
      const key = coachKeyFor(viewer, coach);
      return key === null ? [] : [{ key, practices: references.flatMap((one) => toDistance(one, coach)) }];
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

function toDistance({ id, authorId, content }: Practice, { personId, shares }: CoachingYear): Distance[] {
  const { measure, title, adopted_by } = content;
  if (measure === null) return [];
  const { indicator, value: reference } = measure;
  const share = shares.find((one) => one.measure === indicator);
  const { better } = coachingMeasures[indicator];
  const head = {
    practice_id: id,
    title,
    indicator,
    better,
    reference,
    adopted: authorId === personId || adopted_by.some(({ by }) => by === personId),
  };
  if (share === undefined || share.value === null) {
    const own = { value: null, n: share?.n ?? 0, interval: null };
    return [{ ...head, own, distance: null, reached: 'cannot_tell' }];
  }
  const { value, n } = share;
  const { lower, upper } = wilsonInterval(value, n, level);
  const short = better === 'high' ? reference - value : value - reference;
  const isSure =
    better === 'high'
      ? { yes: lower >= reference, no: upper < reference }
      : { yes: upper <= reference, no: lower > reference };
  return [
    {
      ...head,
      own: { value, n, interval: [lower, upper] },
      distance: Math.max(0, short),
      reached: isSure.yes ? 'yes' : isSure.no ? 'no' : 'cannot_tell',
    },
  ];
}
