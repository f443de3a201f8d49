import type { RandomStream } from '../random-stream.ts';
import type { Rep } from './people.ts';
import { inflowByMonth } from './sales-process.ts';
import type { CalendarDay } from './work-calendar.ts';
import { skillOf } from './world.ts';
import type { World } from './world.ts';

/** New leads of a rep in a month without holidays or absence, at scale 1. */
export const leadsPerRepAndMonth = 26;
const workdaysAMonth = 21;

/** How many new leads a rep gets on a day: Poisson, by season and the rep's load; none when absent or closed. */
export function drawLeadCount(world: World, rep: Rep, day: CalendarDay, random: RandomStream): number {
  const works = day.isWorkday && rep.joinedMs <= day.openMs && day.closeMs <= rep.leftMs;
  if (!works || rep.absentDates.has(day.date)) return 0;
  const season = inflowByMonth[day.month - 1] ?? 1;
  return random.poisson(
    (leadsPerRepAndMonth / workdaysAMonth) * world.scale * season * skillOf(world, rep.repId).load,
  );
}
