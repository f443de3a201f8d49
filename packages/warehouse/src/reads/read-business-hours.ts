import { localDate, timeOfDay } from '@stepup/contracts';
import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';

/** When a tenant works, on its own clock. */
export interface BusinessHours {
  /** From Monday on: open times in seconds of the day, in order, without overlaps. Empty where none were ever configured. */
  week: [number, number][][];
  /** Days without work, in order. */
  holidays: string[];
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const openTimes = z.array(z.object({ from: timeOfDay, to: timeOfDay })).nullish();
const hours = z.object(Object.fromEntries(weekdays.map((day) => [day, openTimes]))).nullable();

const settings = {
  name: 'business_hours',
  sql: `SELECT
      argMaxIf(JSONExtractRaw(body, 'business_hours'), place, JSONHas(body, 'business_hours')) AS hours,
      argMaxIf(JSONExtractRaw(body, 'holidays'), place, JSONHas(body, 'holidays')) AS holidays
    FROM (SELECT body, (time, recorded_time, id, source) AS place FROM raw_events
      WHERE tenant = {tenant:String} AND entity_kind = 'tenant' AND (source, id, body_version) NOT IN (
        SELECT source, id, body_version FROM superseded_bodies WHERE tenant = {tenant:String}))`,
  parameters: z.object({ tenant: z.string() }),
  row: z.object({ hours: z.string(), holidays: z.string() }),
};

/** As last configured, like the zone: a tenant has one calendar, for all of its days. */
export async function readBusinessHours(warehouse: Warehouse, tenant: string): Promise<BusinessHours> {
  const [row] = await warehouse.read(settings, { tenant });
  const said = row === undefined || row.hours === '' ? null : hours.parse(JSON.parse(row.hours));
  const days: unknown = row === undefined || row.holidays === '' ? null : JSON.parse(row.holidays);
  return {
    week: said === null ? [] : weekdays.map((day) => withoutOverlaps(said[day] ?? [])),
    holidays: [...new Set(z.array(localDate).nullable().parse(days) ?? [])].toSorted(),
  };
}

function withoutOverlaps(times: readonly { from: string; to: string }[]): [number, number][] {
  const joined: [number, number][] = [];
  const sorted = times.map(({ from, to }): [number, number] => [secondsOf(from), secondsOf(to)]);
  for (const [from, to] of sorted.filter(([begin, end]) => end > begin).toSorted(([a], [b]) => a - b)) {
    const last = joined.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

function secondsOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 3600 + minute * 60;
}
