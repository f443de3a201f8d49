import type { AssessmentPair, Evidence, EvidenceId, Instant } from '@stepup/contracts';
import type { Person } from '@stepup/warehouse';
import { findOwnReports, findPeopleBelow } from '../access/find-people-below.ts';
import { smallestGroup } from '../access/access-table.ts';
import {
  addRows,
  evidenceOfRecords,
  sayCount,
  sayMix,
  sayNothing,
  sayShare,
  toEvidence,
} from './evidence.ts';
import { sayPlaceboRate, sayPooledEffect, sayQuotaGap } from './results-of-coaching.ts';
import type { MonthOfCoaching } from './month-of-coaching.ts';

/** Whose coaching is assessed, in which pair. */
interface Assessed {
  readonly pair: AssessmentPair;
  readonly learnerId: string;
  /** Of rep and manager, the plan. */
  readonly planId: string | null;
}

type Said = Parameters<typeof toEvidence>[1];

/** Fills in one piece of evidence as the records stand. What cannot be said has a reason. */
export function gatherEvidence(
  id: EvidenceId,
  assessed: Assessed,
  { month, people, at }: { month: MonthOfCoaching; people: readonly Person[]; at: Instant },
): Evidence {
  return toEvidence(id, say(id, assessed, month, people), at);
}

function say(id: EvidenceId, assessed: Assessed, month: MonthOfCoaching, people: readonly Person[]): Said {
  const group = chooseGroup(assessed, people);
  if (assessed.pair === 'director-board' && group.learnerIds.length < smallestGroup)
    return sayNothing('fewer_than_five');
  const ofRecords = evidenceOfRecords[id];
  if (ofRecords !== undefined) {
    const row = addRows(chooseRows(id, assessed, group.coachIds, month));
    return row === null ? sayNothing('nothing_counted') : ofRecords(row);
  }
  return sayOfPeople(id, assessed, group, month);
}

interface Group {
  /** Those whose coaching is looked at. */
  readonly coachIds: readonly string[];
  /** Those they coach. */
  readonly learnerIds: readonly string[];
}

function chooseGroup({ pair, learnerId }: Assessed, people: readonly Person[]): Group {
  const isActive = (personId: string) =>
    people.some((person) => person.personId === personId && person.active);
  switch (pair) {
    case 'rep-manager':
      return { coachIds: [learnerId], learnerIds: [learnerId] };
    case 'manager-director':
      return { coachIds: [learnerId], learnerIds: findOwnReports(people, learnerId).filter(isActive) };
    case 'director-board': {
      const below = findPeopleBelow(people, learnerId).filter(isActive);
      const coachIds = new Set(people.flatMap(({ managerId }) => (managerId === null ? [] : [managerId])));
      return {
        coachIds: below.filter((personId) => coachIds.has(personId)),
        learnerIds: below.filter((personId) => !coachIds.has(personId)),
      };
    }
  }
}

/** Barriers of a manager are answered by the director: they are the manager’s as whose learner they were filed. */
const filedByLearner: ReadonlySet<EvidenceId> = new Set(['barriers_open', 'barriers_answered']);

function chooseRows(
  id: EvidenceId,
  { pair, learnerId }: Assessed,
  coachIds: readonly string[],
  { asCoach, asLearner }: MonthOfCoaching,
) {
  const isLearner = pair === 'rep-manager' || (pair === 'manager-director' && filedByLearner.has(id));
  const rows = isLearner ? [asLearner.get(learnerId)] : coachIds.map((coachId) => asCoach.get(coachId));
  return rows.filter((row) => row !== undefined);
}

function sayOfPeople(
  id: EvidenceId,
  { planId, pair }: Assessed,
  { coachIds, learnerIds }: Group,
  { plans, verdicts, detectable, reviewed, practices, wonBy, curriculum, results }: MonthOfCoaching,
): Said {
  // The board is told nothing of single managers.
  const hides = pair === 'director-board' && coachIds.length < smallestGroup;
  const isOfLearner = ({ repId }: { readonly repId: string }) => learnerIds.includes(repId);
  switch (id) {
    case 'coverage': {
      const covered = new Set(plans.filter(isOfLearner).map(({ repId }) => repId));
      return sayShare(covered.size, learnerIds.length);
    }
    case 'findings_rejected': {
      const found = learnerIds.flatMap((personId) => reviewed.get(personId) ?? []);
      const sum = (key: 'reviewed' | 'rejected') => found.reduce((total, entry) => total + entry[key], 0);
      return sayShare(sum('rejected'), sum('reviewed'));
    }
    case 'practice_cards':
      return sayCount(
        [...coachIds, ...learnerIds].reduce((sum, personId) => sum + (practices.get(personId) ?? 0), 0),
      );
    case 'curriculum_done': {
      if (hides) return sayNothing('fewer_than_five');
      const done = coachIds.map((personId) => curriculum.get(personId) ?? 0);
      return sayCount(
        done.reduce((sum, units) => sum + units, 0),
        coachIds.length,
      );
    }
    case 'effect_pooled':
      if (hides) return sayNothing('fewer_than_five');
      return results === null ? sayNothing('not_recorded') : sayPooledEffect(results.effects, coachIds);
    case 'placebo_rate':
      return results === null ? sayNothing('not_recorded') : sayPlaceboRate(results.placebo);
    case 'quota_gap':
      return results === null ? sayNothing('not_recorded') : sayQuotaGap(results.attainment, learnerIds);
    case 'own_selling': {
      const won = (ids: readonly string[]) =>
        ids.reduce((sum, personId) => sum + (wonBy.get(personId) ?? 0), 0);
      return sayShare(won(coachIds), won([...coachIds, ...learnerIds]));
    }
    case 'detectable_gap': {
      const diagnosisId = plans.find((plan) => plan.id === planId)?.diagnosisId ?? null;
      const found = diagnosisId === null ? undefined : detectable.get(diagnosisId);
      return found === undefined ? sayNothing('no_finding') : sayCount(found.gap, found.n);
    }
    case 'outcome_verdict': {
      const told = plans
        .filter((plan) => (planId === null ? isOfLearner(plan) : plan.id === planId))
        .flatMap((plan) => verdicts.get(plan.id) ?? []);
      if (told.length === 0) return sayNothing('not_told_yet');
      const mix = { worked: 0, no_evidence: 0, fell: 0, too_early: 0 };
      for (const { outcome } of told) mix[outcome] += 1;
      const days = told.flatMap(({ toldFrom }) => (toldFrom === null ? [] : [toldFrom])).toSorted();
      return { ...sayMix(mix), told_from: days[0] ?? null };
    }
    default:
      return sayNothing('not_recorded');
  }
}
