import { annexAnswer, instantOfDate } from '@stepup/contracts';
import { listRetention, withTenant } from '@stepup/store';
import { indicatorCatalogue, readContentState } from '@stepup/warehouse';
import * as z from 'zod';
import { roles, smallestGroup } from '../access/access-table.ts';
import { reachOf, scopesOf } from '../access/may.ts';
import { defineEndpoint } from '../endpoint/endpoint.ts';

const sights = {
  everyone: 'Everyone’s numbers and lists',
  everyone_below: 'Their own and those of everyone below them',
  own_reports: 'Their own and those of their direct reports',
  self: 'Their own',
  groups: `All together by week or month, from ${smallestGroup} people on; nobody’s alone`,
} as const;

const retention = [
  {
    what: 'What was written and said (messages, notes, transcripts)',
    kept: 'Thirty days after its receipt; never in the rows that numbers are counted from.',
  },
  {
    what: 'Names, addresses and logins',
    kept: 'Apart from everything else, until the person is erased; numbers stay under an id.',
  },
  { what: 'Events of deals and activities', kept: 'Until the deal, the activity or the tenant is deleted.' },
  { what: 'Events that could not be stored', kept: 'Thirty days after they last failed.' },
] as const;

/** `GET /v1/annex`: what an agreement with the people concerned has as its annex, as it holds for this tenant now. */
export const annexEndpoint = defineEndpoint({
  method: 'get',
  path: '/v1/annex',
  operationId: 'readAnnex',
  summary: 'What is collected, why, who sees it, and for how long',
  description:
    'Made from the catalogue of indicators, the table of access and the switches of the tenant. A new indicator, or a new version of one, is a new version of this annex. For everybody who may read.',
  access: 'catalogue.read',
  query: z.strictObject({}),
  answer: annexAnswer,
  problems: [],
  async handle({ ports, viewer }) {
    const rules = await withTenant(ports.pool, viewer.tenant, listRetention);
    const switches = await readContentState(ports.warehouse, viewer.tenant);
    const isOn = (kind: string | null) =>
      kind === null || switches.some((one) => one.kind === kind && one.is_on);
    return {
      kind: 'answer',
      body: {
        tenant: viewer.tenant,
        stated_at: instantOfDate(ports.clock.now()),
        purpose:
          'Development of the people concerned: finding and practising one skill at a time, with the person.',
        excluded_uses: ['pay', 'discipline', 'dismissal', 'ranking of people'],
        switches,
        collected: indicatorCatalogue.map((indicator) => ({
          id: indicator.id,
          version: indicator.version,
          title: indicator.title,
          question: indicator.question,
          what: indicator.definition,
          why: indicator.why_collected,
          seen_by: indicator.seen_by,
          kept: indicator.kept,
          needs_switch: indicator.needs_switch,
          is_on: isOn(indicator.needs_switch),
        })),
        access: roles.map((role) => ({ role, sees: sights[reachOf(role)], may: scopesOf(role) })),
        retention: [
          ...retention,
          ...rules.map(({ kind, keptDays }) => ({
            what: nameKind(kind),
            kept: `${keptDays} days after somebody last touched it.`,
          })),
        ],
      },
    };
  },
});

/** A kind of record in words: `Coaching: time agreement`. */
function nameKind(kind: string): string {
  return kind === 'read' ? 'Who read whose coaching record' : `Coaching: ${kind.replaceAll('_', ' ')}`;
}
