import { indicatorAnswer, indicatorIds, indicatorQuery, localDayOf } from '@stepup/contracts';
import { type Indicator, type IndicatorRow, membershipsOf, type VisibleReps } from '@stepup/warehouse';
import { narrowQuestion } from '../access/narrow-question.ts';
import { defineEndpoint } from '../endpoint/endpoint.ts';
import { writeCursor } from '../lists/cursor.ts';
import { pageRows } from '../lists/page-rows.ts';
import { resolveFrame } from '../questions/resolve-frame.ts';
import { compareRows } from './compare-rows.ts';
import { frameIndicator } from './frame-indicator.ts';
import { pathBehind } from './path-behind.ts';

/** `GET /v1/indicators/{id}`: one indicator, by whatever it can be grouped by. */
export const indicatorEndpoint = defineEndpoint({
  method: 'get',
  path: '/v1/indicators/:id',
  operationId: 'readIndicator',
  summary: 'One indicator for a period, as rows of a grouping',
  description:
    'Every row says how many observations it rests on, how many are open, its 90 % interval, and where the deals or ' +
    'activities behind it are listed. By rep, team or manager it also says what stands apart from comparisons, and why.',
  access: 'numbers.read',
  query: indicatorQuery,
  answer: indicatorAnswer,
  problems: ['pipeline_required'],
  async handle(call) {
    const { ports, viewer, query, rawQuery, pathParameters } = call;
    const id = indicatorIds.find((known) => known === pathParameters['id']);
    if (id === undefined) {
      return { kind: 'problem', code: 'not_found', detail: 'There is no indicator with this id.' };
    }
    const path = `/v1/indicators/${id}`;
    const resolved = await resolveFrame(path, call);
    if (resolved.kind === 'problem') return resolved;
    const { frame } = resolved;
    const { profile, asOf, freshness, from, to, after } = frame;
    if (from === null || to === null) throw new Error('the schema of the query lets no period be left out');
    const by = query.by ?? null;
    const narrowed = narrowQuestion(viewer, { ...query, by });
    if (narrowed.kind === 'not_found') return { kind: 'problem', code: 'not_found' };
    if (narrowed.kind === 'forbidden') return { kind: 'problem', code: 'forbidden', detail: narrowed.detail };
    const framed = await frameIndicator(id, call, frame, { from, to }, narrowed.reps);
    if (framed.kind === 'problem') return framed;
    const { indicator, scope } = framed;
    const { definition } = indicator;
    const rows = await indicator.read(ports.warehouse, scope);
    const shown = rows.filter(({ key }) => narrowed.showsRow(key));
    const comparesPeople = by === 'rep' || by === 'team' || by === 'manager';
    const compared = compareRows(shown, {
      by,
      unit: definition.unit,
      memberships: comparesPeople
        ? membershipsOf(await ports.readVersions(viewer.tenant), {
            from,
            to: to < asOf ? to : asOf,
            fromDay: localDayOf(from, profile.timeZone),
          })
        : [],
      isAskedAbout: (member) =>
        isVisible(narrowed.reps, member.personId) &&
        (query.rep ?? member.personId) === member.personId &&
        (query.team ?? member.team) === member.team &&
        (query.manager ?? member.managerId) === member.managerId,
    });
    const page = pageRows(compared.rows, after, query.limit);
    const list = { path, tenant: viewer.tenant, rawQuery };
    const seesLists = viewer.sees.kind !== 'groups';
    const behindOf = ({ key }: IndicatorRow) => (seesLists ? pathBehind(indicator, scope, key) : null);
    return {
      kind: 'answer',
      body: {
        indicator: id,
        version: definition.version,
        unit: definition.unit,
        definition: definition.definition,
        formula: definition.formula,
        basis: definition.basis,
        rows: page.rows.map((row) => ({ ...row, ...whyNoInterval(row, definition), behind: behindOf(row) })),
        average: compared.average,
        next_cursor: page.next === null ? null : writeCursor({ after: page.next, asOf }, list),
        from,
        to,
        as_of: asOf,
        freshness,
        interval_level: 0.9 as const,
      },
    };
  },
});

/** Nothing where there is an interval, or no value that could have one. */
function whyNoInterval(
  { value, interval }: IndicatorRow,
  { no_interval }: Indicator['definition'],
): { reason_if_no_interval?: 'counted_in_full' | 'combined' | 'too_few' } {
  return value === null || interval !== null ? {} : { reason_if_no_interval: no_interval ?? 'too_few' };
}

function isVisible(reps: VisibleReps, personId: string): boolean {
  return reps === 'all' || reps.includes(personId);
}
