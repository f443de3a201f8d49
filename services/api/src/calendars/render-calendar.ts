import type { AgendaItem } from '@stepup/coaching';
import type { Instant } from '@stepup/contracts';
import ical, { ICalCalendarMethod } from 'ical-generator';
import { nameReminder } from '../agenda/name-reminder.ts';
import type { TenantListing } from '../directory/open-tenant-directory.ts';

const sessionMinutes = 30;
const refreshSeconds = 3_600;

/** Somebody's agenda as iCalendar (RFC 5545): days and lines of a closed list, no description and no place. */
export function renderCalendar({
  personId,
  items,
  listing,
  now,
}: {
  readonly personId: string;
  readonly items: readonly AgendaItem[];
  readonly listing: Pick<TenantListing, 'byId'>;
  readonly now: Instant;
}): string {
  const calendar = ical({
    name: 'Stepup',
    prodId: { company: 'Stepup', product: 'Agenda', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: refreshSeconds,
  });
  for (const item of items) {
    const { kind, day, at, learnerId, record } = item;
    const start = at === null || kind !== 'session_planned' ? new Date(`${day}T00:00:00Z`) : new Date(at);
    const isAllDay = at === null || kind !== 'session_planned';
    calendar.createEvent({
      id: `${kind}-${record?.id ?? `${learnerId}-${day}`}@stepup`,
      stamp: new Date(now),
      start,
      end: isAllDay
        ? new Date(start.getTime() + 86_400_000)
        : new Date(start.getTime() + sessionMinutes * 60_000),
      allDay: isAllDay,
      timezone: 'UTC',
      summary: nameReminder(item, personId, listing),
    });
  }
  return calendar.toString();
}
