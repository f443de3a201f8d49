import { type DiagnosesQuery, diagnosesAnswer, diagnosesQuery, instantOfDate } from '@stepup/contracts';
import {
  listLatestDisputes,
  listLookFindings,
  type LookFinding,
  recordRead,
  type TenantTransaction,
  withTenant,
} from '@stepup/store';
import { findOwnReports } from '../access/find-people-below.ts';
import { narrowList } from '../access/narrow-question.ts';
import {
  defineEndpoint,
  type EndpointCall,
  type EndpointProblem,
  invalidQuery,
} from '../endpoint/endpoint.ts';
import { writeCursor } from '../lists/cursor.ts';
import { resolveFrame } from '../questions/resolve-frame.ts';
import { resolvePipeline } from '../questions/resolve-pipeline.ts';
import { toDiagnosisDto } from './diagnosis-dto.ts';
import { findLook } from './find-look.ts';
import { readShownWhen } from './read-shown-when.ts';
import { isShownTo } from './shown-to.ts';

const path = '/v1/diagnoses';

/** `GET /v1/diagnoses`: what stands. */
export const diagnosesEndpoint = defineEndpoint({
  method: 'get',
  path,
  operationId: 'listDiagnoses',
  summary: 'The gaps that stand as of a moment',
  description:
    'The state after replaying the month-end looks from the events up to the moment: raised and cleared with hysteresis, at ' +
    'most three a team and one a rep, strong ones first; to the person at once, to others after the head start (a working day of the tenant, unless it set another), to nobody else while paused. evidence holds the numbers of the look that raised the finding, as ' +
    'they stood when it was first shown; the others are those of the last look. The first who asks after new events waits ' +
    'for the replay, or hears unavailable and asks again. A watch is never shown here. What the person says against a finding ' +
    '(POST /v1/disputes with the indicator diagnosis and its id as key) stands with it; one that was taken back is not listed.',
  access: 'findings.read',
  query: diagnosesQuery,
  answer: diagnosesAnswer,
  problems: [],
  async handle(call) {
    const { ports, viewer, query, rawQuery } = call;
    const framed = await resolveFrame(path, call);
    if (framed.kind === 'problem') return framed;
    const { profile, asOf, freshness, after } = framed.frame;
    if (after !== null && !/^\d{1,9}$/.test(after)) {
      return invalidQuery([{ path: '/cursor', message: 'must be a next_cursor of this list' }]);
    }
    const people = await resolvePeople(call);
    if (people.kind === 'problem') return people;
    if (query.pipeline !== undefined) {
      const pipeline = resolvePipeline(profile.pipelines, query.pipeline);
      if (pipeline.kind === 'problem') return pipeline;
    }
    const frame = { as_of: asOf, freshness, interval_level: 0.9 as const };
    const { tier } = query;
    const look = await findLook(ports, {
      tenant: viewer.tenant,
      timeZone: profile.timeZone,
      currency: await ports.readCurrency(viewer.tenant, profile),
      asOf,
    });
    if (look.kind === 'problem') return look;
    if (look.kind === 'no_look_yet' || tier === 'none') {
      return { kind: 'answer', body: { items: [], next_cursor: null, ...frame } };
    }
    const when = await readShownWhen(call.ports, call.viewer.tenant);
    const found = await withTenant(ports.pool, viewer.tenant, async (tx) => {
      const listed = await listLookFindings(tx, {
        runId: look.runId,
        ...(people.repIds === 'all' ? {} : { repIds: people.repIds }),
        ...(query.pipeline === undefined ? {} : { pipelineId: query.pipeline }),
        ...(tier === undefined ? {} : { tier }),
        after: after === null ? 0 : Number(after),
        limit: query.limit + 1,
      });
      const page = listed.slice(0, query.limit);
      const shown = page.filter(({ finding }) => isShownTo(viewer, finding, when));
      await logReads(tx, call, shown);
      const disputes = await listLatestDisputes(
        tx,
        shown.map(({ finding }) => finding.id),
      );
      return { shown, disputes, last: page.at(-1), hasMore: listed.length > query.limit };
    });
    const { last } = found;
    const list = { path, tenant: viewer.tenant, rawQuery };
    return {
      kind: 'answer',
      body: {
        items: found.shown.map((shown) =>
          toDiagnosisDto(shown, found.disputes.get(shown.finding.id), viewer),
        ),
        next_cursor:
          found.hasMore && last !== undefined ? writeCursor({ after: String(last.place), asOf }, list) : null,
        ...frame,
      },
    };
  },
});

/** Whose findings are asked for and may be seen. */
export async function resolvePeople({
  ports,
  viewer,
  query,
}: EndpointCall<Pick<DiagnosesQuery, 'rep' | 'manager'>>): Promise<
  { kind: 'people'; repIds: readonly string[] | 'all' } | EndpointProblem
> {
  const narrowed = narrowList(viewer, { rep: query.rep, manager: query.manager });
  if (narrowed.kind === 'not_found') return { kind: 'problem', code: 'not_found' };
  if (narrowed.kind === 'forbidden') return { kind: 'problem', code: 'forbidden', detail: narrowed.detail };
  let repIds = narrowed.reps;
  if (query.rep !== undefined) repIds = [query.rep];
  if (query.manager !== undefined) {
    const reports = findOwnReports((await ports.directory.read(viewer.tenant)).people, query.manager);
    repIds = repIds === 'all' ? reports : repIds.filter((repId) => reports.includes(repId));
  }
  return { kind: 'people', repIds };
}

/** In the transaction of the read, so that nobody sees a finding about somebody else without that person seeing who. */
async function logReads(
  tx: TenantTransaction,
  { ports, viewer }: EndpointCall<DiagnosesQuery>,
  shown: readonly LookFinding[],
): Promise<void> {
  const readerId = viewer.personId ?? 'program';
  const readAt = instantOfDate(ports.clock.now());
  for (const { finding } of shown) {
    if (finding.repId === readerId) continue;
    const about = { subjectId: finding.repId, resource: 'diagnosis', resourceId: finding.id };
    await recordRead(tx, { readerId, ...about, reason: null, readAt });
  }
}
