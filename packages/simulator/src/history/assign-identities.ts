import type { RandomStream } from '../random-stream.ts';
import type { SimulatedEvent } from '../simulated-event.ts';
import { dayUs, formatUs } from './history-clock.ts';
import type { HistoryDraft } from './history-draft.ts';

const sources = ['crm-a', 'crm-b'] as const;

/**
 * Endings that tell comparisons apart: by bytes, by UTF-16 units (U+FF5E against U+1F600), by locale (a, Z, é).
 */
const endings = ['', '', '', 'Z', 'a', 'é', '\uff5e', '\u{1f600}'] as const;

/** Gives every draft an identity and perhaps a recording time, so that ties are common at each place of the order. */
export function assignIdentities(random: RandomStream, drafts: readonly HistoryDraft[]): SimulatedEvent[] {
  const used = new Set<string>();
  const events: SimulatedEvent[] = [];
  for (const [index, draft] of drafts.entries()) {
    const previous = events.at(-1);
    const source = random.pick(sources);
    // Now and then the id of the event before, under another source: another identity. More often where the times
    // are equal, so that the source decides the order.
    const tiesWithPrevious = previous?.time === formatUs(draft.timeUs);
    const takesId =
      previous !== undefined &&
      random.chance(tiesWithPrevious ? 0.4 : 0.06) &&
      !used.has(`${source}/${previous.id}`);
    const number = String(random.integer(0, 99)).padStart(2, '0');
    const id = takesId ? previous.id : `e${number}-${index}${random.pick(endings)}`;
    used.add(`${source}/${id}`);
    const recordedUs = draft.timeUs + random.pick([0, 0, 1, 1_000_000, dayUs, 6 * dayUs]);
    events.push({
      specversion: '1.0',
      id,
      source,
      type: draft.type,
      time: formatUs(draft.timeUs),
      ...(random.chance(0.45) ? { recordedtime: formatUs(recordedUs) } : {}),
      data: draft.data,
    });
  }
  return events;
}

/** Deliveries of the same events: some twice, a few with the same identity and another body. */
export function redeliver(random: RandomStream, events: readonly SimulatedEvent[]): SimulatedEvent[] {
  const copies = events.flatMap((event): SimulatedEvent[] => {
    if (random.chance(0.05)) return [event];
    if (!random.chance(0.04)) return [];
    const other = random.pick(events);
    return random.chance(0.5) && other.type === event.type
      ? [{ ...event, data: other.data }]
      : [{ ...event, time: other.time }];
  });
  return [...events, ...copies];
}
