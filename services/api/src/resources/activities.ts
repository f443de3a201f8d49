import { activitiesAnswer, activitiesQuery, type ActivitiesQuery } from '@stepup/contracts';
import { type ActivitiesPage, readActivities, readActivitiesBehind } from '@stepup/warehouse';
import { narrowList } from '../access/narrow-question.ts';
import { defineEndpoint, type EndpointProblem, invalidQuery } from '../endpoint/endpoint.ts';
import { checkBehind } from '../indicators/check-behind.ts';
import { listBehind } from '../indicators/list-behind.ts';
import { writeCursor } from '../lists/cursor.ts';
import { resolveFrame } from '../questions/resolve-frame.ts';

const path = '/v1/activities';

/** `GET /v1/activities`: calls, mails and meetings behind a number. */
export const activitiesEndpoint = defineEndpoint({
  method: 'get',
  path,
  operationId: 'listActivities',
  summary: 'The activities behind a number',
  description:
    'Calls, e-mails, meetings, messages and tasks that take place in the period, sorted by id. With ' +
    'indicator, by and key: exactly those behind that row.',
  access: 'deals.read',
  query: activitiesQuery,
  answer: activitiesAnswer,
  problems: [],
  async handle(call) {
    const { ports, viewer, query, rawQuery } = call;
    const untaken = checkBehind(query, ['deal', 'kind']) ?? checkFilters(query);
    if (untaken !== null) return untaken;
    const framed = await resolveFrame(path, call);
    if (framed.kind === 'problem') return framed;
    const { asOf, freshness, from, to, after } = framed.frame;
    const narrowed = narrowList(viewer, query);
    if (narrowed.kind === 'not_found') return { kind: 'problem', code: 'not_found' };
    if (narrowed.kind === 'forbidden') return { kind: 'problem', code: 'forbidden', detail: narrowed.detail };
    const list = { path, tenant: viewer.tenant, rawQuery };
    const toAnswer = ({ items, next }: ActivitiesPage) => ({
      kind: 'answer' as const,
      body: {
        items,
        next_cursor: next === null ? null : writeCursor({ after: next, asOf }, list),
        as_of: asOf,
        freshness,
      },
    });
    const { indicator } = query;
    if (indicator !== undefined) {
      const behind = await listBehind(indicator, 'activities', call, framed.frame, narrowed.reps, (...row) =>
        readActivitiesBehind(ports.warehouse, ...row),
      );
      return behind.kind === 'problem' ? behind : toAnswer(behind.page);
    }
    const page = await readActivities(ports.warehouse, {
      tenant: viewer.tenant,
      ...(from === null ? {} : { from }),
      ...(to === null ? {} : { to }),
      asOf,
      reps: narrowed.reps,
      ...(query.rep === undefined ? {} : { rep: query.rep }),
      ...(query.kind === undefined ? {} : { kind: query.kind }),
      ...(query.deal === undefined ? {} : { deal: query.deal }),
      limit: query.limit,
      after,
    });
    return toAnswer(page);
  },
});

const untakenFilters = ['team', 'manager', 'pipeline', 'stage'] as const;

/** A filter that is not applied must not pass in silence: the list would show more than was asked for. */
function checkFilters(query: ActivitiesQuery): EndpointProblem | null {
  if (query.indicator !== undefined) return null;
  const message = 'is not a filter of activities yet; use rep, deal, kind, from and to';
  const problems = untakenFilters
    .filter((name) => query[name] !== undefined)
    .map((name) => ({ path: `/${name}`, message }));
  return problems.length === 0 ? null : invalidQuery(problems);
}
