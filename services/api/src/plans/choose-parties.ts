import type { Side } from '@stepup/coaching';
import type { Person } from '@stepup/warehouse';
import type { EndpointProblem } from '../endpoint/endpoint.ts';
import { invalidBody } from '../endpoint/define-write.ts';

/** The two people of a plan and on which side its opener is. */
export type PlanParties = { kind: 'parties'; coachId: string; side: Side } | EndpointProblem;

/**
 * Who coaches a rep: whoever the rep reports to today. Either of the two opens the plan; for everybody else the rep does not
 * exist.
 */
export function chooseParties(people: readonly Person[], repId: string, openerId: string): PlanParties {
  const rep = people.find(({ personId }) => personId === repId);
  const isOpenedByRep = openerId === repId;
  if (rep === undefined || !rep.active || (!isOpenedByRep && rep.managerId !== openerId)) {
    return { kind: 'problem', code: 'not_found', detail: 'Nobody with this id works with you.' };
  }
  if (rep.managerId === null || rep.managerId === repId) {
    return invalidBody([{ path: '/rep_id', message: 'reports to nobody who could be the coach' }]);
  }
  return { kind: 'parties', coachId: rep.managerId, side: isOpenedByRep ? 'rep' : 'coach' };
}
