import { localDayOf, type Proposal, proposalsAnswer, proposalsQuery } from '@stepup/contracts';
import {
  type DiagnosisCell,
  listBestLevers,
  listLookFindings,
  type LookFinding,
  recordReads,
  withTenant,
} from '@stepup/store';
import { type TenantProfile } from '@stepup/warehouse';
import { proposalSentence } from '@stepup/wording/proposal-sentences';
import { resolvePeople } from '../diagnosis/diagnoses.ts';
import { readGrounds } from '../diagnosis/diagnosis-dto.ts';
import { findLook } from '../diagnosis/find-look.ts';
import { readShownWhen } from '../diagnosis/read-shown-when.ts';
import { isShownTo } from '../diagnosis/shown-to.ts';
import { defineEndpoint, invalidQuery } from '../endpoint/endpoint.ts';
import { stepNames } from '../levers/step-names.ts';
import { writeCursor } from '../lists/cursor.ts';
import { resolveFrame } from '../questions/resolve-frame.ts';
import { isLever, type ProposalGrounds, readProposalGrounds } from './propose-plan.ts';

const path = '/v1/proposals';
const mostFindings = 10_000;

/** `GET /v1/proposals`: what everybody could work on this month. */
export const proposalsEndpoint = defineEndpoint({
  method: 'get',
  path,
  operationId: 'listProposals',
  summary: 'A proposal of the month for everybody, flagged or not',
  description:
    'From the look that opened the month: a wish of one’s own (POST /v1/wishes) comes first, then a finding that stands, then the step ' +
    'where a better rate would gain most. To the person at once, to others after the head start, to nobody else while paused. ' +
    'Nothing comes of it by itself: a plan may be started from it. By person.',
  access: 'findings.read',
  query: proposalsQuery,
  answer: proposalsAnswer,
  problems: [],
  async handle(call) {
    const { ports, viewer, query, rawQuery } = call;
    const framed = await resolveFrame(path, call);
    if (framed.kind === 'problem') return framed;
    const { profile, asOf, freshness, after } = framed.frame;
    // A place and no id: operations read under pseudonyms.
    if (after !== null && !/^\d{1,9}$/.test(after))
      return invalidQuery([{ path: '/cursor', message: 'must be a next_cursor of this list' }]);
    const people = await resolvePeople(call);
    if (people.kind === 'problem') return people;
    const frame = { as_of: asOf, freshness, interval_level: 0.9 as const, gain_level: 0.8 as const };
    const { tenant } = viewer;
    const { timeZone } = profile;
    const currency = await ports.readCurrency(tenant, profile);
    const look = await findLook(ports, { tenant, timeZone, currency, asOf });
    if (look.kind === 'problem') return look;
    if (look.kind === 'no_look_yet')
      return { kind: 'answer', body: { items: [], next_cursor: null, look_as_of: null, ...frame } };
    const { runId, lookAsOf } = look;
    const when = await readShownWhen(call.ports, call.viewer.tenant);
    const month = localDayOf(lookAsOf, timeZone).slice(0, 7);
    const { byId, openStages } = await ports.directory.read(tenant);
    const repIds = people.repIds === 'all' ? {} : { repIds: people.repIds };
    const { limit } = query;
    const read = await withTenant(ports.pool, tenant, async (tx) => {
      const cells = await listBestLevers(tx, {
        runId,
        ...repIds,
        after: Number(after ?? 0),
        limit: limit + 1,
      });
      const page = cells.slice(0, limit);
      const shown = page.filter(({ repId }) =>
        isShownTo(viewer, { repId, evidence: { look_as_of: lookAsOf } }, when),
      );
      const ids = shown.map(({ repId }) => repId);
      const findings = await listLookFindings(tx, { runId, repIds: ids, after: 0, limit: mostFindings });
      const grounds = await readProposalGrounds(tx, { month, repIds: ids, openStages });
      const readerId = viewer.personId ?? 'program';
      await recordReads(
        tx,
        ids
          .filter((subjectId) => subjectId !== readerId)
          .map((subjectId) => ({
            readerId,
            subjectId,
            resource: 'proposal',
            resourceId: null,
            reason: null,
            readAt: when.now,
          })),
      );
      const next = cells.length > limit ? String(Number(after ?? 0) + limit) : null;
      return { shown, findings, grounds, next };
    });
    const findingOf = new Map(read.findings.map((found) => [found.finding.repId, found]));
    // A wish is between the two; those above them and operations see that there is one by the plan that comes of it.
    const readsWish = (repId: string): boolean =>
      viewer.personId !== undefined &&
      (repId === viewer.personId || byId.get(repId)?.managerId === viewer.personId);
    const items = read.shown.map((cell) =>
      toProposal(cell, {
        month,
        found: findingOf.get(cell.repId) ?? null,
        wish: readsWish(cell.repId) ? read.grounds.wishOf(cell.repId) : null,
        skillFor: read.grounds.skillFor,
        profile,
      }),
    );
    const list = { path, tenant, rawQuery };
    return {
      kind: 'answer',
      body: {
        items,
        next_cursor: read.next === null ? null : writeCursor({ after: read.next, asOf }, list),
        look_as_of: lookAsOf,
        ...frame,
      },
    };
  },
});

function toProposal(
  cell: DiagnosisCell,
  of: {
    readonly month: string;
    readonly found: LookFinding | null;
    readonly wish: ReturnType<ProposalGrounds['wishOf']>;
    readonly skillFor: ProposalGrounds['skillFor'];
    readonly profile: TenantProfile;
  },
): Proposal {
  const { month, found, wish, skillFor } = of;
  const lever = toLever(cell);
  const basis = wish !== null ? 'own_wish' : found !== null ? 'diagnosis' : lever !== null ? 'lever' : 'none';
  const step = stepNames(of.profile)(cell.pipelineId, cell.stageId);
  return {
    rep_id: cell.repId,
    month,
    basis,
    diagnosis_id: found?.finding.id ?? null,
    lever,
    skill_id:
      wish?.content.skill_id ??
      (found === null ? null : skillOf(found, skillFor)) ??
      (lever === null ? null : skillFor(cell)),
    wish: wish === null ? null : toWish(wish),
    sentence: proposalSentence({ basis, step, gain: lever?.gain ?? null, lack: cell.lack }),
  };
}

function toLever(cell: DiagnosisCell): Proposal['lever'] {
  const { gain, rate, interval } = cell;
  if (!isLever(cell) || gain === null || rate === null || interval === null) return null;
  return {
    pipeline_id: cell.pipelineId,
    stage_id: cell.stageId,
    rate,
    interval: [interval.low, interval.high],
    typical: cell.typical,
    n: cell.n,
    mature: cell.mature,
    window_days: cell.windowDays,
    horizon_days: cell.horizonDays,
    gain,
  };
}

/** What fits a finding best, else whatever serves its step. */
function skillOf({ finding }: LookFinding, skillFor: ProposalGrounds['skillFor']): string | null {
  return readGrounds(finding)?.hypotheses[0]?.skill_id ?? skillFor(finding);
}

function toWish({
  id,
  version,
  content: { skill_id, text },
  openedAt: at,
}: NonNullable<ReturnType<ProposalGrounds['wishOf']>>): Proposal['wish'] {
  return { id, version, skill_id, text, at };
}
