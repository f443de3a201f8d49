import { addMonths, resolveAssessmentRules } from '@stepup/assessment-rules';
import {
  type AssessmentContent,
  type AssessmentPair,
  assessmentPairs,
  instantOfDate,
  localDayOf,
} from '@stepup/contracts';
import { getAssessmentRules, listFirstPlanMonths, listPlansOfMonth, withTenant } from '@stepup/store';
import { type Person, readBusinessHours } from '@stepup/warehouse';
import { beginOfMonth } from '../assessments/begin-of-month.ts';
import { readMonthOfCoaching } from '../assessments/month-of-coaching.ts';
import { listAssessedPairs, openAssessment, placeAssessment } from '../assessments/open-assessment.ts';
import { hasArrived } from '../assessments/has-arrived.ts';
import { closePair } from '../assessments/close-pair.ts';
import { type Assessment, readAssessments } from '../assessments/read-assessments.ts';
import { eachTenant } from './each-tenant.ts';
import type { SchedulePorts } from './schedule-ports.ts';

/** How far back it looks: a month that was missed, because nothing ran at its end, is opened later; older ones nobody remembers. */
const monthsBack = 3;

/**
 * Looks back on the last months of every tenant: opens what is to be opened with its evidence, passes up what is late, and counts once
 * what was signed by the day a pair closes. Whatever stands already is left alone, so a run goes on where the one before ended.
 */
export async function assessMonth(ports: SchedulePorts, signal: AbortSignal): Promise<void> {
  await eachTenant(ports, signal, 'a month could not be looked back on', (tenant) =>
    assessTenant(ports, tenant, signal),
  );
}

async function assessTenant(ports: SchedulePorts, tenant: string, signal: AbortSignal): Promise<void> {
  const { pool, warehouse, directory, clock } = ports;
  const { people, timeZone } = await directory.read(tenant);
  if (people.length === 0) return;
  const at = instantOfDate(clock.now());
  const today = localDayOf(at, timeZone);
  const firstMonths = await withTenant(pool, tenant, listFirstPlanMonths);
  const firstMonth = [...firstMonths.values()].toSorted()[0];
  // Before anybody had a plan there is nothing to look back on.
  if (firstMonth === undefined) return;
  const { holidays } = await readBusinessHours(warehouse, tenant);
  const asked = { tenant, people, timeZone, holidays, at, today };
  for (let back = monthsBack; back >= 1; back -= 1) {
    const month = addMonths(today.slice(0, 7), -back);
    if (month < firstMonth) continue;
    for (const pair of assessmentPairs) {
      signal.throwIfAborted();
      await openPair(ports, { ...asked, month, pair }, signal);
      await closePair(ports, { ...asked, month, pair });
    }
  }
}

async function openPair(
  { pool, warehouse, log }: SchedulePorts,
  asked: {
    readonly tenant: string;
    readonly month: string;
    readonly pair: AssessmentPair;
    readonly people: readonly Person[];
    readonly timeZone: string;
    readonly holidays: readonly string[];
    readonly at: string;
    readonly today: string;
  },
  signal: AbortSignal,
): Promise<void> {
  const { tenant, month, pair, people, timeZone, at, today } = asked;
  const from = beginOfMonth(month, timeZone);
  const until = beginOfMonth(addMonths(month, 1), timeZone);
  await withTenant(pool, tenant, async (tx) => {
    const resolved = resolveAssessmentRules(
      pair,
      await getAssessmentRules(tx, pair, { writtenBefore: from }),
    );
    const placed = placeAssessment(resolved.rules, asked);
    if (placed === null) return;
    const standing = await readAssessments(tx, month);
    const assessed = new Set(
      standing.flatMap(({ learnerId, content }) => (content.pair === pair ? [learnerId] : [])),
    );
    const plans = await listPlansOfMonth(tx, month);
    const missing = listAssessedPairs(pair, { people, plans }).filter(
      ({ learnerId, coachId }) => !assessed.has(learnerId) && learnerId !== coachId,
    );
    // Of most hours nothing is missing, and evidence is what costs.
    if (missing.length === 0) return;
    // What this run writes itself is no evidence of the month.
    const arrival = await hasArrived(tx, warehouse, at);
    if (arrival.kind === 'on_its_way') {
      const { events } = arrival;
      log.info(
        { tenant, month, pair, events },
        'records are on their way to the warehouse; the next run opens this month',
      );
      return;
    }
    const coaching = await readMonthOfCoaching(tx, warehouse, {
      plans,
      from,
      until,
      timeZone,
      resultsOf: pair === 'director-board' ? month : null,
    });
    for (const two of missing) {
      signal.throwIfAborted();
      const below = countBelow(pair, two.learnerId, standing, people);
      const around = { pair, month, resolved, ...placed, coaching, people, below, at, today };
      await openAssessment(tx, two, around);
    }
  });
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
