import { type AbsenceContent, agendaKinds, type Instant, type RecordName } from '@stepup/contracts';
import { isAway } from '../records/absence.ts';
import { addDays } from '../records/add-days.ts';
import type { Plan } from '../plan.ts';
import type { AgendaItem, PlanProposal } from './agenda-item.ts';

const hourMs = 3_600_000;
/** A call is debriefed within a day. */
const debriefHours = 24;
/** An obstacle that is worked on and not touched for so long has been forgotten, or is none. */
const obstacleDays = 14;

/** As much of a record as the agenda is made of. */
export interface AgendaRecord {
  readonly id: string;
  readonly name: RecordName;
  readonly state: string;
  readonly learnerId: string;
  readonly coachId: string | null;
  readonly planId: string | null;
  readonly dueOn: string | null;
  readonly happensAt: Instant | null;
  readonly openedAt: Instant;
  readonly updatedAt: Instant;
  /** Of an assessment: the month, `YYYY-MM`, it looks back on. */
  readonly month: string | null;
  /** Of a dispute that nobody answered in time: who is asked now. */
  readonly askedId: string | null;
}

/** What is known when somebody looks at their agenda. */
export interface AgendaFacts {
  readonly now: Instant;
  /** The tenant's local date at `now`. */
  readonly today: string;
  /** How far ahead the agenda looks; what is late is shown whatever its age. */
  readonly horizonDays: number;
  readonly dayOf: (at: Instant) => string;
  /** Who is coached by whom today, of those whose agenda this is. */
  readonly pairs: readonly { readonly learnerId: string; readonly coachId: string }[];
  /** Plans of these pairs that have not ended, and those of this month. */
  readonly plans: readonly Pick<Plan, 'id' | 'repId' | 'coachId' | 'month' | 'state'>[];
  readonly records: readonly AgendaRecord[];
  readonly absences: ReadonlyMap<string, readonly AbsenceContent[]>;
  readonly proposals: ReadonlyMap<string, PlanProposal>;
}

/**
 * What waits for somebody and for those they coach, the earliest first: who has no plan this month, reviews and actions due,
 * debriefs missing a day after a call, obstacles untouched for two weeks, steps that nobody went to see, sessions ahead, what waits for an
 * answer, months to look back on. An absence
 * pauses all of it: it is due on the first day back, and days away do not count.
 */
export function decideAgenda(facts: AgendaFacts): readonly AgendaItem[] {
  const items = [
    ...findMissingPlans(facts),
    ...facts.records.flatMap((record) => judgeRecord(record, facts)),
  ];
  const last = addDays(facts.today, facts.horizonDays);
  return items
    .filter(({ day, learnerId }) => day <= last && !isAwayNow(learnerId, facts))
    .toSorted((one, other) => compare(one, other));
}

/** Those of the pairs whose learner has no plan in a month. One who gave up a plan has none; one who completed it has had one. */
export function findUnplanned({
  pairs,
  plans,
  month,
}: Pick<AgendaFacts, 'pairs' | 'plans'> & { readonly month: string }): AgendaFacts['pairs'] {
  const planned = new Set(
    plans.filter((plan) => plan.month === month && plan.state !== 'abandoned').map(({ repId }) => repId),
  );
  return pairs.filter(({ learnerId }) => !planned.has(learnerId));
}

function findMissingPlans({ pairs, plans, today, proposals }: AgendaFacts): AgendaItem[] {
  const month = today.slice(0, 7);
  return findUnplanned({ pairs, plans, month }).map(({ learnerId, coachId }) => ({
    kind: 'plan_missing' as const,
    learnerId,
    coachId,
    waitsFor: 'both' as const,
    day: `${month}-01`,
    at: null,
    month,
    planId: null,
    record: null,
    proposal: proposals.get(learnerId) ?? null,
  }));
}

function judgeRecord(record: AgendaRecord, facts: AgendaFacts): AgendaItem[] {
  const { name, state, dueOn, happensAt, learnerId, planId } = record;
  // Looked back on is what has ended as well.
  if (name === 'assessment') return judgeAssessment(record, facts);
  const plan = planId === null ? null : facts.plans.find(({ id }) => id === planId);
  // What hangs on a plan that has ended waits for nobody.
  if (plan === undefined || plan?.state === 'completed' || plan?.state === 'abandoned') return [];
  const item = (kind: AgendaItem['kind'], day: string, at: Instant | null = null): AgendaItem[] => [
    {
      kind,
      learnerId,
      coachId: plan?.coachId ?? record.askedId ?? record.coachId,
      waitsFor: 'both',
      day: afterAbsence(day, facts.absences.get(learnerId) ?? []),
      at,
      month: null,
      planId,
      record: { name, id: record.id },
      proposal: null,
    },
  ];
  switch (name) {
    case 'review':
      return state === 'due' && dueOn !== null ? item('review_due', dueOn) : [];
    case 'barrier':
      return state === 'open' && dueOn !== null ? item('barrier_waiting', dueOn) : [];
    case 'dispute':
      return state === 'open' && dueOn !== null ? item('dispute_waiting', dueOn) : [];
    case 'session': {
      if (state === 'planned' && happensAt !== null) {
        return item('session_planned', facts.dayOf(happensAt), happensAt);
      }
      return state === 'held' || state === 'settled' ? (dueOn === null ? [] : item('action_due', dueOn)) : [];
    }
    case 'obstacle': {
      if (state !== 'worked_on') return [];
      const since = facts.dayOf(record.updatedAt);
      return item('obstacle_untouched', afterDaysPresent(since, facts.absences.get(learnerId) ?? []));
    }
    case 'call':
      return judgeCall(record, facts).flatMap(({ kind, day }) => item(kind, day, happensAt));
    default:
      return [];
  }
}

/** Waits for whoever has to answer next, then for both to sign. */
function judgeAssessment(record: AgendaRecord, { absences }: AgendaFacts): AgendaItem[] {
  const { id, name, state, dueOn, learnerId, coachId, planId, month } = record;
  if (dueOn === null) return [];
  return [
    {
      kind: 'assessment_due',
      learnerId,
      coachId,
      waitsFor: state === 'answered' ? 'both' : state === 'learner_answered' ? 'coach' : 'learner',
      day: afterAbsence(dueOn, absences.get(learnerId) ?? []),
      at: null,
      month,
      planId,
      record: { name, id },
      proposal: null,
    },
  ];
}

function judgeCall(
  record: AgendaRecord,
  { now, today, dayOf, records }: AgendaFacts,
): { kind: AgendaItem['kind']; day: string }[] {
  const { state, happensAt, dueOn, planId, id, openedAt } = record;
  if (state === 'planned') {
    if (happensAt === null) return [];
    const late = Date.parse(happensAt) + debriefHours * hourMs;
    if (Date.parse(now) < late) return [];
    return [{ kind: 'debrief_missing', day: addDays(dayOf(happensAt), 1) }];
  }
  // A debriefed step says when one can go and see; a later card of the plan shows that somebody did.
  if (state !== 'debriefed' || dueOn === null || dueOn >= today || planId === null) return [];
  const isSeen = records.some(
    (other) =>
      other.name === 'call' &&
      other.id !== id &&
      other.planId === planId &&
      other.state !== 'cancelled' &&
      other.openedAt > openedAt,
  );
  return isSeen ? [] : [{ kind: 'cycle_without_evidence', day: dueOn }];
}

function isAwayNow(learnerId: string, { absences, today }: AgendaFacts): boolean {
  return isAway(absences.get(learnerId) ?? [], today);
}

/** A day that falls into an absence moves to the first day back; one without an end has none. */
function afterAbsence(day: string, absences: readonly AbsenceContent[]): string {
  const away = absences.find((absence) => isAway([absence], day));
  const back = away?.until ?? null;
  return back === null ? day : afterAbsence(back, absences);
}

/** The day after which an obstacle has had its days, those away not counted. */
function afterDaysPresent(since: string, absences: readonly AbsenceContent[]): string {
  let day = since;
  for (let left = obstacleDays; left > 0;) {
    day = addDays(day, 1);
    const away = absences.find((absence) => isAway([absence], day));
    if (away === undefined) left -= 1;
    else if (away.until === null) return '9999-12-31';
    else day = addDays(away.until, -1);
  }
  return day;
}

function compare(one: AgendaItem, other: AgendaItem): number {
  if (one.day !== other.day) return one.day < other.day ? -1 : 1;
  const byKind = agendaKinds.indexOf(one.kind) - agendaKinds.indexOf(other.kind);
  if (byKind !== 0) return byKind;
  const [a, b] = [one, other].map(({ learnerId, record }) => `${learnerId} ${record?.id ?? ''}`);
  return (a ?? '') < (b ?? '') ? -1 : 1;
}
