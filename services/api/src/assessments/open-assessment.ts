import { randomUUID } from 'node:crypto';
import {
  addMonths,
  findWorkingDay,
  findWorkingDayFrom,
  type ResolvedAssessmentRules,
} from '@stepup/assessment-rules';
import { decideOpening, recordKinds } from '@stepup/coaching';
import { type AssessmentContent, type AssessmentPair, isEvidenceId } from '@stepup/contracts';
import type { TenantTransaction } from '@stepup/store';
import type { Person } from '@stepup/warehouse';
import { keepRecord } from '../records/keep-record.ts';
import { gatherEvidence } from './gather-evidence.ts';
import { readHint } from './evidence.ts';
import type { MonthOfCoaching } from './month-of-coaching.ts';

/** The two of an assessment. */
export interface AssessedPair {
  readonly learnerId: string;
  readonly coachId: string;
  readonly planId: string | null;
}

/** Whose months are looked back on: plans of reps, and everybody who coaches, up to the board. */
export function listAssessedPairs(
  pair: AssessmentPair,
  { people, plans }: { people: readonly Person[]; plans: MonthOfCoaching['plans'] },
): AssessedPair[] {
  const byId = new Map(people.map((person) => [person.personId, person]));
  if (pair === 'rep-manager') {
    const ofReps = plans.filter(({ repId }) => byId.get(repId)?.role === 'rep');
    // One skill at a time: of two plans of a month the one that is still active.
    return [...new Map(ofReps.toReversed().map((plan) => [plan.repId, plan])).values()].map(
      ({ repId, coachId, id }) => ({ learnerId: repId, coachId, planId: id }),
    );
  }
  const [lower, upper] = pair === 'manager-director' ? ['manager', 'director'] : ['director', 'board'];
  return people.flatMap(({ personId, role, active, managerId }) => {
    const coach = managerId === null ? undefined : byId.get(managerId);
    const isPair = active && role === lower && coach?.role === upper && coach.active;
    return isPair ? [{ learnerId: personId, coachId: coach.personId, planId: null }] : [];
  });
}

/**
 * The days on which assessments of a month open and close that are opened today; null before their day. What is opened after its day of
 * closing, because nothing ran or a plan was entered late, gets as many working days as everybody had from the start of the month on.
 */
export function placeAssessment(
  { opens, closes }: ResolvedAssessmentRules['rules'],
  { month, holidays, today }: { month: string; holidays: readonly string[]; today: string },
): { readonly opensOn: string; readonly closesOn: string } | null {
  const following = addMonths(month, 1);
  const opensOn = findWorkingDay(following, opens.working_day, holidays);
  if (today < opensOn) return null;
  const closesOn = findWorkingDay(following, closes.working_day, holidays);
  if (today <= closesOn) return { opensOn, closesOn };
  return { opensOn: today, closesOn: findWorkingDayFrom(today, closes.working_day, holidays) };
}

/** Opens one assessment with the evidence as it stands now. One that is there already is left alone. */
export async function openAssessment(
  tx: TenantTransaction,
  { learnerId, coachId, planId }: AssessedPair,
  around: {
    readonly pair: AssessmentPair;
    readonly month: string;
    readonly resolved: ResolvedAssessmentRules;
    readonly opensOn: string;
    readonly closesOn: string;
    readonly coaching: MonthOfCoaching;
    readonly people: readonly Person[];
    readonly below: AssessmentContent['below'];
    readonly at: string;
    readonly today: string;
  },
): Promise<void> {
  const { pair, month, resolved, coaching, people, at, today } = around;
  const { rules, version } = resolved;
  const criteria = rules.criteria.map(({ id, ask, evidence, hint }) => {
    const filled = evidence
      .filter(isEvidenceId)
      .map((name) => gatherEvidence(name, { pair, learnerId, planId }, { month: coaching, people, at }));
    return { id, ask, evidence: filled, hint: readHint(hint, filled) };
  });
  const opening = {
    learner_id: learnerId,
    pair,
    month,
    rules_version: version,
    criteria,
    ratings: rules.ratings,
    comment_for: rules.comment_for,
    outcomes: rules.outcomes,
    opens_on: around.opensOn,
    closes_on: around.closesOn,
    below: around.below,
  };
  const decision = decideOpening(
    recordKinds.assessment,
    { id: randomUUID(), learnerId, coachId, planId },
    opening,
    { by: 'product', side: 'product', at, today, facts: {} },
  );
  const kept = await keepRecord(tx, recordKinds.assessment, decision);
  // Another instance opened it first.
  if (kept.kind === 'problem' && kept.code !== 'transition_not_allowed')
    throw new Error(`an assessment could not be opened: ${kept.code}`);
}
