import type { RandomStream } from '../random-stream.ts';
import type { EpochUs } from './history-clock.ts';
import { dayUs, drawMoment, formatUs, historyDays } from './history-clock.ts';
import type { HistoryDraft } from './history-draft.ts';

const kinds = ['call', 'email', 'meeting', 'message', 'task'] as const;

/** One activity: planned or not, cancelled, logged in several versions, deleted before or after. */
export function tellActivity(
  random: RandomStream,
  activityId: string,
  dealIds: readonly string[],
  repIds: readonly string[],
): HistoryDraft[] {
  const timeUs = drawMoment(random, random.integer(0, historyDays));
  const about = (): Readonly<Record<string, unknown>> => ({
    activity_id: activityId,
    kind: random.pick(kinds),
    ...(random.chance(0.8) ? { deal_id: random.pick([...dealIds, 'd-ghost']) } : { account_id: 'acc-1' }),
    ...(random.chance(0.8) ? { rep_id: random.pick([...repIds, 'r-ghost']) } : {}),
  });
  const planned = (atUs: EpochUs, cancelled: boolean): HistoryDraft => ({
    type: 'sales.activity.planned.v1',
    timeUs: atUs - random.integer(0, 3) * dayUs,
    data: { ...about(), starts_at: formatUs(atUs), ...(cancelled ? { cancelled } : {}) },
  });
  const logged = (atUs: EpochUs): HistoryDraft => ({
    type: 'sales.activity.logged.v1',
    timeUs: atUs,
    data: {
      ...about(),
      direction: random.pick(['outbound', 'outbound', 'inbound']),
      ...(random.chance(0.6)
        ? { outcome: random.pick(['connected', 'replied', 'held', 'no_show', 'bounced']) }
        : {}),
      ...(random.chance(0.4) ? { duration_s: random.integer(0, 900) } : {}),
      ...(random.chance(0.2)
        ? { participants: [{ side: 'rep', person_id: 'r-1', talk_s: 12.5 }, { side: 'customer' }] }
        : {}),
      ...(random.chance(0.1) ? { content: { text: 'Grüße 👋' } } : {}),
    },
  });
  const drafts: HistoryDraft[] = [];
  if (random.chance(0.35)) drafts.push(planned(timeUs, false));
  if (random.chance(0.1)) drafts.push(planned(timeUs + dayUs, random.chance(0.6)));
  if (drafts.length === 0 || random.chance(0.6)) {
    drafts.push(logged(timeUs));
    // Versions of one activity: at the same time, or moved to another day.
    for (let count = random.poisson(0.5); count > 0; count -= 1) {
      drafts.push(logged(random.chance(0.6) ? timeUs : timeUs + random.integer(-4, 4) * dayUs));
    }
  }
  if (random.chance(0.12)) {
    const deletedUs = timeUs + random.integer(-2, 6) * dayUs;
    drafts.push({ type: 'sales.activity.deleted.v1', timeUs: deletedUs, data: { activity_id: activityId } });
  }
  return drafts;
}
