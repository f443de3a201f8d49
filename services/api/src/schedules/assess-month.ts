import { addMonths, resolveAssessmentRules } from '@stepup/assessment-rules';
import { decideRecordMove, recordKinds, summariseAssessments } from '@stepup/coaching';
import {
  type AssessmentContent,
  type AssessmentPair,
  assessmentPairs,
  instantOfDate,
  recordSchemas,
} from '@stepup/contracts';
import {
  allTenants,
  getAssessmentRules,
  listAssessments,
  listPlansOfMonth,
  saveAssessmentSummary,
  type StoredRecord,
  type TenantTransaction,
  withTenant,
} from '@stepup/store';
import { type Person, readBusinessHours } from '@stepup/warehouse';
import { beginOfMonth, readMonthOfCoaching } from '../assessments/month-of-coaching.ts';
import { listAssessedPairs, openAssessment, placeAssessment } from '../assessments/open-assessment.ts';
import { localDate } from '../questions/local-date.ts';
import { keepRecord } from '../records/keep-record.ts';
import type { SchedulePorts } from './schedule-ports.ts';

type Assessment = StoredRecord & { readonly content: AssessmentContent };

/**
 * Looks back on the last month of every tenant: opens what is to be opened today with its evidence, passes up what is late, and counts once
 * what was signed by the day a pair closes. Whatever stands already is left alone, so a run goes on where the one before ended.
 */
export async function assessMonth(ports: SchedulePorts, signal: AbortSignal): Promise<void> {
  for await (const tenant of allTenants(ports.pool)) {
    signal.throwIfAborted();
    await assessMonthOf(ports, tenant, signal);
  }
}

async function assessMonthOf(ports: SchedulePorts, tenant: string, signal: AbortSignal): Promise<void> {
  const { pool, warehouse, directory, clock } = ports;
  const { people, timeZone } = await directory.read(tenant);
  if (people.length === 0) return;
  const at = instantOfDate(clock.now());
  const today = localDate(at, timeZone);
  const month = addMonths(today.slice(0, 7), -1);
  const from = beginOfMonth(month, timeZone);
  const until = beginOfMonth(addMonths(month, 1), timeZone);
  const { holidays } = await readBusinessHours(warehouse, tenant);
  for (const pair of assessmentPairs) {
    signal.throwIfAborted();
    const resolved = await withTenant(pool, tenant, async (tx) =>
      resolveAssessmentRules(pair, await getAssessmentRules(tx, pair, { writtenBefore: from })),
    );
    const { opensOn, closesOn } = placeAssessment(resolved.rules, { month, holidays });
    if (today < opensOn) continue;
    await withTenant(pool, tenant, async (tx) => {
      const standing = (await listAssessments(tx, month)).map(readAssessment);
      const assessed = new Set(
        standing.flatMap(({ learnerId, content }) => (content.pair === pair ? [learnerId] : [])),
      );
      const plans = await listPlansOfMonth(tx, month);
      const missing = listAssessedPairs(pair, { people, plans }).filter(
        ({ learnerId, coachId }) => !assessed.has(learnerId) && learnerId !== coachId,
      );
      // Of most hours nothing is missing, and evidence is what costs.
      if (missing.length === 0) return;
      const coaching = await readMonthOfCoaching(tx, warehouse, { plans, from, until, timeZone });
      for (const two of missing) {
        signal.throwIfAborted();
        const below = countBelow(pair, two.learnerId, standing, people);
        await openAssessment(tx, two, {
          pair,
          month,
          resolved,
          opensOn,
          closesOn,
          coaching,
          people,
          below,
          at,
          today,
        });
      }
    });
    if (today > closesOn) await closePair(ports, { tenant, pair, month, people, at, today });
  }
}

/** How those stand whom somebody coaches, one level below. */
function countBelow(
  pair: AssessmentPair,
  learnerId: string,
  standing: readonly Assessment[],
  people: readonly Person[],
): AssessmentContent['below'] {
  const lower = assessmentPairs[assessmentPairs.indexOf(pair) - 1];
  if (lower === undefined) return null;
  const managerOf = new Map(people.map(({ personId, managerId }) => [personId, managerId]));
  const below = standing.filter(
    ({ coachId, content }) =>
      content.pair === lower &&
      // Of a director the managers whose own assessments they hold.
      (coachId === learnerId || (pair === 'director-board' && managerOf.get(coachId ?? '') === learnerId)),
  );
  return {
    assessments: below.length,
    locked: below.filter(({ content }) => content.state === 'locked').length,
    late: below.filter(({ content }) => content.passed_up.length > 0).length,
  };
}

/** After the day a pair closes: what is not signed goes up marked late, and what was signed in time is counted. */
async function closePair(
  { pool }: SchedulePorts,
  asked: {
    readonly tenant: string;
    readonly pair: AssessmentPair;
    readonly month: string;
    readonly people: readonly Person[];
    readonly at: string;
    readonly today: string;
  },
): Promise<void> {
  const { tenant, pair, month, people, at, today } = asked;
  const managerOf = new Map(people.map(({ personId, managerId }) => [personId, managerId]));
  await withTenant(pool, tenant, async (tx) => {
    const standing = (await listAssessments(tx, month))
      .map(readAssessment)
      .filter(({ content }) => content.pair === pair);
    for (const assessment of standing) {
      const { state, passed_up: passedUp, closes_on: closesOn } = assessment.content;
      if (state === 'locked' || passedUp.length > 0 || today <= closesOn) continue;
      await markLate(tx, assessment, managerOf.get(assessment.coachId ?? '') ?? null, { at, today });
    }
    if (standing.length === 0) return;
    const closed = (await listAssessments(tx, month))
      .map(readAssessment)
      .filter(({ content }) => content.pair === pair);
    // Reps count under the director above their manager, everybody else under whoever assesses them.
    const groupOf = new Map(
      closed.map(({ learnerId, coachId }) => [
        learnerId,
        (pair === 'rep-manager' ? managerOf.get(coachId ?? '') : coachId) ?? 'unassigned',
      ]),
    );
    await saveAssessmentSummary(tx, {
      month,
      pair,
      content: summariseAssessments(closed, (learnerId) => groupOf.get(learnerId) ?? 'unassigned'),
      countedAt: at,
    });
  });
}

async function markLate(
  tx: TenantTransaction,
  { dueOn: _due, happensAt: _happens, activityId: _activity, ...record }: Assessment,
  passedTo: string | null,
  { at, today }: { readonly at: string; readonly today: string },
): Promise<void> {
  const move = { kind: 'mark_late' as const, ...(passedTo === null ? {} : { passed_to: passedTo }) };
  const decision = decideRecordMove(recordKinds.assessment, record, move, {
    by: 'product',
    side: 'product',
    at,
    today,
    facts: {},
  });
  const kept = await keepRecord(tx, recordKinds.assessment, decision);
  // Signed meanwhile, or moved: the next run finds it again where it is still late.
  if (kept.kind === 'problem' && kept.code !== 'stale')
    throw new Error(`an assessment could not be passed up: ${kept.code}`);
}

function readAssessment(stored: StoredRecord): Assessment {
  return { ...stored, content: recordSchemas.assessment.content.parse(stored.content) };
}
