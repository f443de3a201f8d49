import { Temporal } from 'temporal-polyfill';
import type { Instant } from '@stepup/contracts';
import { createRandomStream } from '../random-stream.ts';
import type { Rep, Roster } from './people.ts';
import { drawRoster, placementAt } from './people.ts';
import { timeZone } from './sales-process.ts';
import type { RepSkill } from './rep-skill.ts';
import type { SkillPlan } from './skill-plan.ts';
import { drawSkillPlan } from './skill-plan.ts';
import { WorkCalendar, dayMs } from './work-calendar.ts';

export interface OrganisationOptions {
  /** Whole number; the same options give the same events byte for byte. */
  readonly seed: number;
  /** The moment at which the history is cut off; deals under way stay open. */
  readonly endsAt: Instant;
  /** Length of the history, at least 6. Default 12. */
  readonly months?: number;
  /** Multiplies the volume of new leads. Default 1, about 25 leads a rep and month. */
  readonly scale?: number;
  /** Standard deviation of natural skill between reps, log-odds. Default 0.25; 0 makes all reps equal. */
  readonly naturalSpreadLogit?: number;
  /** Put the ten gaps in. Default true. */
  readonly plantGaps?: boolean;
  /** Let the coaching take place. Default true. */
  readonly coach?: boolean;
}

/** Everything drawn before the first deal. */
export interface World {
  readonly seed: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly months: number;
  readonly scale: number;
  readonly calendar: WorkCalendar;
  readonly roster: Roster;
  readonly repById: ReadonlyMap<string, Rep>;
  readonly plan: SkillPlan;
}

/** Throws `RangeError` for options that describe no organisation. */
export function createWorld(options: OrganisationOptions): World {
  const { seed, months = 12, scale = 1 } = options;
  if (!Number.isInteger(seed)) throw new RangeError('seed must be a whole number');
  if (!Number.isInteger(months) || months < 6)
    throw new RangeError('months must be a whole number from 6 on');
  if (!(scale > 0)) throw new RangeError('scale must be above 0');
  const end = Temporal.Instant.from(options.endsAt).toZonedDateTimeISO(timeZone);
  const start = end.subtract({ months }).startOfDay();
  const startMs = start.epochMilliseconds;
  const endMs = end.epochMilliseconds;
  // A margin after the end, so that meetings planned for the coming days have office hours to fall into.
  const calendar = new WorkCalendar(start.toPlainDate(), Math.ceil((endMs - startMs) / dayMs) + 40);
  const roster = drawRoster(createRandomStream(seed, 'people'), calendar, startMs, endMs);
  const plan = drawSkillPlan({
    seed,
    roster,
    calendar,
    startMs,
    endMs,
    quarters: Math.ceil((months + 1) / 3),
    naturalSpreadLogit: options.naturalSpreadLogit ?? 0.25,
    plantGaps: options.plantGaps ?? true,
    coach: options.coach ?? true,
  });
  const repById = new Map(roster.reps.map((rep) => [rep.repId, rep]));
  return { seed, startMs, endMs, months, scale, calendar, roster, repById, plan };
}

export function repOf(world: World, repId: string): Rep {
  const rep = world.repById.get(repId);
  if (rep === undefined) throw new Error(`no rep ${repId}`);
  return rep;
}

export function skillOf(world: World, repId: string): RepSkill {
  const skill = world.plan.byRep.get(repId);
  if (skill === undefined) throw new Error(`no skill of ${repId}`);
  return skill;
}

/** Quarter since the start of the history, counted from 0 in steps of 91 days. */
export function quarterAt(world: World, timeMs: number): number {
  return Math.floor((timeMs - world.startMs) / (91 * dayMs));
}

/** Effect of coaching on a deal that enters the step at this time with this rep, log-odds. */
export function coachingLogit(world: World, repId: string, step: number, enteredMs: number): number {
  return world.plan.coaching
    .filter(
      (coaching) => coaching.step === step && coaching.fromMs <= enteredMs && coaching.repIds.includes(repId),
    )
    .reduce((sum, { effectLogit }) => sum + effectLogit, 0);
}

/** Reps of the same team, other than the rep, who work at this time. */
export function teammatesAt(world: World, rep: Rep, timeMs: number): Rep[] {
  const { team } = placementAt(rep, timeMs);
  return world.roster.reps.filter(
    (other) =>
      other.repId !== rep.repId &&
      placementAt(other, timeMs).team === team &&
      other.joinedMs <= timeMs &&
      timeMs < other.leftMs,
  );
}
