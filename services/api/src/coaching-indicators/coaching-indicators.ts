import { coachingIndicatorsAnswer, coachingIndicatorsQuery, instantOfDate } from '@stepup/contracts';
import { listPseudonyms, withTenant } from '@stepup/store';
import { readCoachingIndicators } from '@stepup/warehouse';
import { coachKeyFor } from '../access/coach-key.ts';
import { findOwnReports } from '../access/find-people-below.ts';
import { defineEndpoint, invalidQuery } from '../endpoint/endpoint.ts';
import { resolveFrame } from '../questions/resolve-frame.ts';
import { readWonBy } from './read-won-by.ts';
import { toCoachingRow } from './to-coaching-row.ts';

const path = '/v1/coaching-indicators';

/** `GET /v1/coaching-indicators`: what coaching itself looks like, made from what its records tell. */
export const coachingIndicatorsEndpoint = defineEndpoint({
  method: 'get',
  path,
  operationId: 'readCoachingIndicators',
  summary: 'Coaching by manager',
  description:
    'Sessions by kind and context, how near to the calls, who wrote the measures, reviews kept, what was in the way. A manager ' +
    'sees their own row, a director everyone below; operations and programs see pseudonyms in place of people.',
  access: 'coaching_indicators.read',
  query: coachingIndicatorsQuery,
  answer: coachingIndicatorsAnswer,
  problems: [],
  async handle(call) {
    const { ports, viewer, query } = call;
    if (viewer.sees.kind === 'groups') {
      return { kind: 'problem', code: 'forbidden', detail: 'This shows single managers.' };
    }
    const framed = await resolveFrame(path, { ...call, query: { from: query.from, to: query.to } });
    if (framed.kind === 'problem') return framed;
    const { from, to, profile } = framed.frame;
    const { timeZone } = profile;
    if (from === null || to === null) return invalidQuery([{ path: '/from', message: 'is required' }]);
    const { tenant } = viewer;
    // What is due later is not overdue yet, whatever the period.
    const now = instantOfDate(ports.clock.now());
    const until = to < now ? to : now;
    const personOf = await withTenant(ports.pool, tenant, listPseudonyms);
    const rows = await readCoachingIndicators(ports.warehouse, { tenant, from, until, timeZone });
    const { people } = await ports.directory.read(tenant);
    const wonBy = await readWonBy(ports.warehouse, {
      tenant,
      from,
      to: until,
      timeZone,
    });
    const visible = rows.flatMap((row) => {
      const personId = personOf.get(row.coach);
      const key = coachKeyFor(viewer, { pseudonym: row.coach, personId });
      if (key === null) return [];
      const reports = personId === undefined ? [] : findOwnReports(people, personId);
      const own = wonBy.get(personId ?? '') ?? 0;
      const all = reports.reduce((sum, repId) => sum + (wonBy.get(repId) ?? 0), own);
      return [toCoachingRow(key, row, { own, all })];
    });
    return { kind: 'answer', body: { rows: visible, from, to } };
  },
});
