import type { AgendaItem } from '@stepup/coaching';
import { nameReminder } from '../agenda/name-reminder.ts';
import type { TenantListing } from '../directory/open-tenant-directory.ts';
import type { Mail } from './mailer.ts';

const mostLines = 20;

/** A reminder: days and lines of a closed list. No finding, no number, no word of a record, and nobody’s full name. */
export function writeDigest({
  items,
  personId,
  listing,
  day,
}: {
  readonly items: readonly AgendaItem[];
  readonly personId: string;
  readonly listing: Pick<TenantListing, 'byId'>;
  readonly day: string;
}): Omit<Mail, 'to'> {
  const shown = items.slice(0, mostLines).map((item) => {
    const when = item.day < day ? 'late ' : item.day === day ? 'today' : item.day;
    return `- ${when.padEnd(10)}  ${nameReminder(item, personId, listing)}`;
  });
  const rest = items.length - shown.length;
  const lines = [
    ...shown,
    ...(rest > 0 ? [`- and ${rest} more`] : []),
    '',
    'How often this comes is yours to choose: see "My data" in Stepup.',
  ];
  return { subject: `Stepup: ${items.length} on your agenda`, text: `${lines.join('\n')}\n` };
}
