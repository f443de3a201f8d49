import type { OracleEvent } from './oracle-event.ts';

type Data = Readonly<Record<string, unknown>>;
type Envelope = Partial<Pick<OracleEvent, 'id' | 'source' | 'recordedtime'>>;

/** The moment so many (also broken) days after 2025-01-01T00:00Z. */
export function day(days: number): string {
  return new Date(Date.UTC(2025, 0, 1) + days * 86_400_000).toISOString().replace('Z', '000Z');
}

/** Open stages A1, B2, C3; `won` and `lost` at position 9, which means nothing. */
export const threeSteps: readonly Data[] = [
  { stage_id: 'A', name: 'A', position: 1 },
  { stage_id: 'B', name: 'B', position: 2 },
  { stage_id: 'C', name: 'C', position: 3 },
  { stage_id: 'won', name: 'Won', position: 9, outcome: 'won' },
  { stage_id: 'lost', name: 'Lost', position: 9, outcome: 'lost' },
];

/** Writes events for a test; ids count up, so that of equal times the later told is the later one. */
export function createEventTeller() {
  let count = 0;
  const tell = (type: string, days: number, data: Data, envelope: Envelope = {}): OracleEvent => {
    count += 1;
    const id = `e${String(count).padStart(5, '0')}`;
    return { id, source: 'crm', ...envelope, type, time: day(days), data };
  };
  return {
    tell,
    pipeline: (days: number, stages = threeSteps, id = 'p') =>
      tell('sales.pipeline.defined.v1', days, { pipeline_id: id, name: id, stages }),
    changed: (days: number, dealId: string, data: Data = {}, envelope: Envelope = {}) =>
      tell('sales.deal.changed.v1', days, { deal_id: dealId, ...data }, envelope),
    /** The deal comes to a stage of pipeline `p`. */
    stage: (days: number, dealId: string, stageId: string, data: Data = {}) =>
      tell('sales.deal.changed.v1', days, { deal_id: dealId, pipeline_id: 'p', stage_id: stageId, ...data }),
    deleted: (days: number, dealId: string) => tell('sales.deal.deleted.v1', days, { deal_id: dealId }),
    merged: (days: number, survivorId: string, ...mergedIds: string[]) =>
      tell('sales.deal.merged.v1', days, { deal_id: survivorId, merged_ids: mergedIds }),
    person: (days: number, personId: string, data: Data) =>
      tell('sales.person.changed.v1', days, { person_id: personId, ...data }),
    tenant: (days: number, data: Data) => tell('sales.tenant.configured.v1', days, data),
    rate: (days: number, currency: string, rate: number | string) =>
      tell('sales.rate.set.v1', days, { currency, rate }),
    logged: (days: number, activityId: string, data: Data = {}, envelope: Envelope = {}) =>
      tell(
        'sales.activity.logged.v1',
        days,
        { activity_id: activityId, kind: 'call', direction: 'outbound', ...data },
        envelope,
      ),
    planned: (days: number, activityId: string, data: Data = {}) =>
      tell('sales.activity.planned.v1', days, {
        activity_id: activityId,
        kind: 'meeting',
        starts_at: day(days + 1),
        ...data,
      }),
  };
}
