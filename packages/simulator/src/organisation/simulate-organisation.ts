import type { SimulatedEvent } from '../simulated-event.ts';
import { createRandomStream } from '../random-stream.ts';
import { writeActivityEvents } from './activity-events.ts';
import { drawActivities } from './activity-plan.ts';
import { writeCompanyEvents } from './company-events.ts';
import { writeDealEvents, writeDuplicateRecord } from './deal-events.ts';
import type { DealPath, Lead } from './deal-path.ts';
import { drawDealPath } from './deal-path.ts';
import type { Rep } from './people.ts';
import { products } from './sales-process.ts';
import { describeTruth } from './describe-truth.ts';
import type { Truth } from './truth.ts';
import { drawLeadCount } from './volume.ts';
import type { CalendarDay } from './work-calendar.ts';
import { hourMs } from './work-calendar.ts';
import { createWorld, skillOf } from './world.ts';
import type { OrganisationOptions, World } from './world.ts';

export interface SimulatedOrganisation {
  /** In order of (time, id), made while they are read; can be read again from the start. */
  readonly events: Iterable<SimulatedEvent>;
  readonly truth: Truth;
}

const duplicateChance = 0.004;
const firstSeenLateChance = 0.03;

/**
 * A sales organisation of 24 reps with known skills: its events as a CRM would send them up to `endsAt`, and the
 * truth they were made from. A pure function of the options: no clock, no shared randomness. Throws `RangeError`
 * for options that describe no organisation.
 */
export function simulateOrganisation(options: OrganisationOptions): SimulatedOrganisation {
  const world = createWorld(options);
  return {
    events: { [Symbol.iterator]: () => generateEvents(world) },
    truth: describeTruth(world, options),
  };
}

/**
 * Day by day: new deals write all their later events into the buckets of the days to come, then the day's own
 * bucket is sorted and handed out. Memory holds what is under way, not the history.
 */
function* generateEvents(world: World): Generator<SimulatedEvent> {
  const buckets = new Map<number, SimulatedEvent[]>();
  const put = (event: SimulatedEvent): void => {
    const timeMs = Date.parse(event.time);
    if (timeMs >= world.endMs) return;
    const index = world.calendar.indexAt(timeMs);
    const bucket = buckets.get(index);
    if (bucket === undefined) buckets.set(index, [event]);
    else bucket.push(event);
  };
  for (const event of writeCompanyEvents(world)) put(event);
  let dealCount = 0;
  for (const [index, day] of world.calendar.days.entries()) {
    if (day.startMs >= world.endMs) return;
    for (const rep of world.roster.reps) {
      const random = createRandomStream(world.seed, 'leads', rep.repId, day.date);
      const count = drawLeadCount(world, rep, day, random);
      for (let lead = 0; lead < count; lead += 1) {
        dealCount += 1;
        for (const event of simulateDeal(world, rep, day, dealCount)) put(event);
      }
    }
    yield* (buckets.get(index) ?? []).sort(compareEvents);
    buckets.delete(index);
  }
}

function compareEvents(left: SimulatedEvent, right: SimulatedEvent): number {
  if (left.time !== right.time) return left.time < right.time ? -1 : 1;
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
}

function simulateDeal(world: World, rep: Rep, day: CalendarDay, dealNumber: number): SimulatedEvent[] {
  const dealId = `deal-${String(dealNumber).padStart(6, '0')}`;
  // A stream for each part, so that a change in one part leaves the others' draws alone.
  const stream = (part: string) => createRandomStream(world.seed, dealId, part);
  const path = drawDealPath(world, drawLead(world, rep, day, dealId), stream('path'));
  const events = writeDealEvents(world, path, stream('records'));
  const duplicate = stream('duplicate');
  if (duplicate.chance(duplicateChance)) events.push(...writeDuplicateRecord(path, duplicate));
  events.push(...simulateActivities(world, path));
  return events;
}

function simulateActivities(world: World, path: DealPath): SimulatedEvent[] {
  const random = createRandomStream(world.seed, path.lead.dealId, 'activities');
  const activities = path.stays.flatMap((stay) => drawActivities(world, path, stay, random));
  return activities
    .sort((left, right) => left.atMs - right.atMs)
    .flatMap((activity, index) => {
      const activityId = `${path.lead.dealId}.a${String(index).padStart(2, '0')}`;
      return writeActivityEvents(path.lead.dealId, activityId, activity, random);
    });
}

function drawLead(world: World, rep: Rep, day: CalendarDay, dealId: string): Lead {
  const random = createRandomStream(world.seed, dealId, 'lead');
  const skill = skillOf(world, rep.repId);
  return {
    dealId,
    repId: rep.repId,
    // Customers write from early morning to late evening; answers come in office hours.
    createdMs: day.openMs - hourMs + Math.floor(random.uniform() * 12 * hourMs),
    mix: {
      segment: random.weightedIndex(skill.segmentShares),
      source: random.weightedIndex(skill.sourceShares),
      product: random.weightedIndex(products.map(({ share }) => share)),
    },
    firstStep: random.chance(firstSeenLateChance) ? 1 : 0,
  };
}
