import { recordKinds, summariseAssessments } from '@stepup/coaching';
import type { AssessmentPair } from '@stepup/contracts';
import { saveAssessmentSummary, withTenant } from '@stepup/store';
import type { Person } from '@stepup/warehouse';
import { moveByProduct } from '../records/move-by-product.ts';
import type { SchedulePorts } from '../schedules/schedule-ports.ts';
import { readAssessments } from './read-assessments.ts';

/** After the day on which they close: what is not signed goes up marked late, and what was signed in time is counted once. */
export async function closePair(
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
    const standing = (await readAssessments(tx, month)).filter(({ content }) => content.pair === pair);
    for (const assessment of standing) {
      const { state, passed_up: passedUp, closes_on: closesOn } = assessment.content;
      if (state === 'locked' || passedUp.length > 0 || today <= closesOn) continue;
      const passedTo = managerOf.get(assessment.coachId ?? '') ?? null;
      const move = { kind: 'mark_late' as const, ...(passedTo === null ? {} : { passed_to: passedTo }) };
      await moveByProduct(tx, recordKinds.assessment, assessment, move, { at, today });
    }
    // Counted once, so not before the last of them has had its days.
    if (standing.length === 0 || standing.some(({ content }) => today <= content.closes_on)) return;
    const closed = (await readAssessments(tx, month)).filter(({ content }) => content.pair === pair);
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
