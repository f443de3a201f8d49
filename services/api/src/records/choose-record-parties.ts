import type { RecordSide } from '@stepup/contracts';
import { getPlan, isGuestOfPlan, type TenantTransaction } from '@stepup/store';
import type { Person } from '@stepup/warehouse';
import * as z from 'zod';
import { invalidBody } from '../endpoint/define-write.ts';
import type { EndpointProblem } from '../endpoint/endpoint.ts';

/** Whom a record is opened for, as its kind and its body say. */
export type Addressee =
  /** The opener’s own matter; the other is whom they report to. */
  | { readonly kind: 'self' }
  /** A learner and whom they report to. With a plan, its guests too. */
  | { readonly kind: 'pair'; readonly learnerId: string; readonly planId: string | null }
  /** The two of the plan in the path. */
  | { readonly kind: 'plan'; readonly planId: string }
  /** Given by the opener to somebody. */
  | { readonly kind: 'gift'; readonly toId: string };

export interface RecordParties {
  readonly kind: 'parties';
  readonly learnerId: string;
  readonly coachId: string | null;
  readonly planId: string | null;
  readonly side: RecordSide;
}

const notFound: EndpointProblem = { kind: 'problem', code: 'not_found' };

/** The two people of a new record and the side its opener is on. */
export async function chooseRecordParties(
  tx: TenantTransaction,
  addressee: Addressee,
  { people, openerId }: { readonly people: readonly Person[]; readonly openerId: string },
): Promise<RecordParties | EndpointProblem> {
  const managerOf = (personId: string): string | null => {
    const managerId = people.find((person) => person.personId === personId)?.managerId ?? null;
    return managerId === personId ? null : managerId;
  };
  switch (addressee.kind) {
    case 'self':
      return {
        kind: 'parties',
        learnerId: openerId,
        coachId: managerOf(openerId),
        planId: null,
        side: 'learner',
      };
    case 'gift': {
      const isKnown = people.some(({ personId, active }) => personId === addressee.toId && active);
      if (!isKnown) return invalidBody([{ path: '/learner_id', message: 'names nobody who works here' }]);
      return addressee.toId === openerId
        ? { kind: 'parties', learnerId: openerId, coachId: null, planId: null, side: 'learner' }
        : { kind: 'parties', learnerId: addressee.toId, coachId: openerId, planId: null, side: 'coach' };
    }
    case 'plan':
      return chooseOfPlan(tx, addressee.planId, openerId);
    case 'pair': {
      const { learnerId, planId } = addressee;
      if (planId !== null) {
        const ofPlan = await chooseOfPlan(tx, planId, openerId);
        if (ofPlan.kind === 'problem' || ofPlan.learnerId !== learnerId) {
          return invalidBody([{ path: '/plan_id', message: 'names no plan of this learner' }]);
        }
        return ofPlan;
      }
      const learner = people.find(({ personId }) => personId === learnerId);
      const coachId = managerOf(learnerId);
      if (learner === undefined || !learner.active) return notFound;
      if (openerId === learnerId) return { kind: 'parties', learnerId, coachId, planId, side: 'learner' };
      return openerId === coachId ? { kind: 'parties', learnerId, coachId, planId, side: 'coach' } : notFound;
    }
  }
}

async function chooseOfPlan(
  tx: TenantTransaction,
  planId: string,
  openerId: string,
): Promise<RecordParties | EndpointProblem> {
  const plan = z.uuid().safeParse(planId).success ? await getPlan(tx, planId) : null;
  if (plan === null) return notFound;
  const { repId: learnerId, coachId } = plan;
  if (openerId === learnerId) return { kind: 'parties', learnerId, coachId, planId, side: 'learner' };
  if (openerId === coachId) return { kind: 'parties', learnerId, coachId, planId, side: 'coach' };
  return (await isGuestOfPlan(tx, { planId, personId: openerId }))
    ? { kind: 'parties', learnerId, coachId: openerId, planId, side: 'guest' }
    : notFound;
}
