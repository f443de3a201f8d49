import { instantOfDate, plansAnswer, plansQuery } from '@stepup/contracts';
import { listPlans, withTenant } from '@stepup/store';
import { resolveStoreCursor, toNextCursor } from '../diagnosis/store-cursor.ts';
import { defineEndpoint, invalidQuery } from '../endpoint/endpoint.ts';
import { leadersThen } from '../access/people-then.ts';
import { sightOfPlan } from './find-visible-plan.ts';
import { hideOlderNotes } from './hide-older-notes.ts';
import { logPlanReads } from './log-plan-reads.ts';
import { toPlanDto } from './plan-dto.ts';
import { readSurroundingsOf, readToday } from './surroundings.ts';
import { withoutNotes } from './without-notes.ts';

const path = '/v1/plans';

/** `GET /v1/plans`. */
export const plansEndpoint = defineEndpoint({
  method: 'get',
  path,
  operationId: 'listPlans',
  summary: 'Coaching plans of the reader',
  description:
    'Those in which the reader is the rep or the coach, the newest month first; with rep those of somebody the reader leads, as far ' +
    'as they may be seen. manager is the coach.',
  access: 'plans.read',
  query: plansQuery,
  answer: plansAnswer,
  problems: [],
  async handle(call) {
    const { ports, viewer, query } = call;
    const readerId = viewer.personId;
    if (readerId === undefined) {
      return {
        kind: 'problem',
        code: 'forbidden',
        detail: 'Plans are between two people; a program sees none.',
      };
    }
    const began = resolveStoreCursor(path, call);
    if (began.kind === 'problem') return began;
    const at = instantOfDate(ports.clock.now());
    const [today, listing] = await Promise.all([readToday(call), ports.directory.read(viewer.tenant)]);
    // Somebody they lead today: all plans of that person, each as they stood to it; else those they are a party of.
    const leads = query.rep !== undefined && leadersThen(listing.byId, query.rep, at).includes(readerId);
    const listed = await withTenant(ports.pool, viewer.tenant, async (tx) => {
      const page = await listPlans(tx, {
        limit: query.limit,
        cursor: began.cursor,
        ...(leads ? {} : { partyId: readerId }),
        ...(query.rep === undefined ? {} : { repIds: [query.rep] }),
        ...(query.manager === undefined ? {} : { coachId: query.manager }),
        ...(query.month === undefined ? {} : { month: query.month }),
        ...(query.state === undefined ? {} : { state: query.state }),
      });
      if (page.kind === 'invalid_cursor') return page;
      const visible = page.items.flatMap((plan) => {
        const sight = sightOfPlan(plan, viewer, listing);
        return sight === null ? [] : [{ plan, sight }];
      });
      await logPlanReads(tx, { readerId, plans: visible.map(({ plan }) => plan), at });
      const surround = await readSurroundingsOf(
        tx,
        visible.map(({ plan }) => plan),
        today,
      );
      const items = visible.map(({ plan, sight }) => {
        const dto = toPlanDto(plan, surround(plan));
        return sight === 'full' ? hideOlderNotes(dto, plan, readerId) : withoutNotes(dto);
      });
      return { kind: 'listed' as const, items, nextCursor: page.nextCursor };
    });
    if (listed.kind === 'invalid_cursor') {
      return invalidQuery([{ path: '/cursor', message: 'must be a next_cursor of this list' }]);
    }
    const next_cursor = toNextCursor(path, call, listed.nextCursor, at);
    return { kind: 'answer', body: { items: listed.items, next_cursor } };
  },
});
