import { type CoachingEvent, coachingEntityOf } from '@stepup/contracts';
import type { Warehouse } from '../engine/open-warehouse.ts';

/** Stores coaching events; resolves when they are durable. Repeating it with the same events changes nothing. */
export async function insertCoachingEvents(
  warehouse: Warehouse,
  events: readonly CoachingEvent[],
): Promise<void> {
  if (events.length === 0) return;
  await warehouse.insert(
    'coaching_events',
    events.map(({ id, tenant, type, time, data }) => ({
      tenant,
      name: coachingEntityOf(type) ?? '',
      record_id: data.record_id,
      version: data.version,
      event_id: id,
      at: time,
      state: data.state,
      move: data.move,
      late: data.late,
      learner: data.learner,
      coach: data.coach,
      plan_id: data.plan_id,
      opened_at: data.opened_at,
      measures: JSON.stringify(data.measures),
    })),
  );
}
