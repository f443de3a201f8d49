import { hash } from 'node:crypto';
import { canonicalJson, type Instant, type SalesEvent, splitTexts } from '@stepup/contracts';

/** What an event is about, in the terms of the tables. */
export type EntityKind =
  | 'deal'
  | 'merge'
  | 'activity'
  | 'person'
  | 'erasure'
  | 'training'
  | 'pipeline'
  | 'tenant'
  | 'rate'
  | 'quota'
  | 'content_switch';

/** A row of `raw_events`. */
export interface RawEventRow {
  tenant: string;
  entity_kind: EntityKind;
  entity_id: string;
  source: string;
  id: string;
  type: string;
  time: Instant;
  recorded_time: Instant;
  /** Decimal digits of the first 64 bits of the SHA-256 of the event's canonical JSON. */
  body_version: string;
  body: string;
  received_at: Instant;
}

/** A row of `event_texts`: what is personal in the event, as JSON. */
export interface EventTextRow {
  tenant: string;
  entity_kind: EntityKind;
  entity_id: string;
  source: string;
  id: string;
  person_id: string;
  time: Instant;
  recorded_time: Instant;
  body_version: string;
  texts: string;
  received_at: Instant;
}

const notSaid: Instant = '1970-01-01T00:00:00.000000Z';

/** The rows of an accepted event. The version is that of the whole event, texts included. */
export function toRawEvent(
  event: SalesEvent,
  receivedAt: Instant,
): { row: RawEventRow; texts: EventTextRow | null } {
  const { event: plain, texts } = splitTexts(event);
  const { entityKind, entityId } = entityOf(event);
  const identity = {
    tenant: event.tenant,
    entity_kind: entityKind,
    entity_id: entityId,
    source: event.source,
    id: event.id,
    time: event.time,
    recorded_time: event.recordedtime ?? notSaid,
    body_version: bodyVersion(event),
  };
  return {
    row: { ...identity, type: event.type, body: canonicalJson(plain.data), received_at: receivedAt },
    texts:
      texts === null
        ? null
        : { ...identity, person_id: personOf(event), texts: canonicalJson(texts), received_at: receivedAt },
  };
}

/** First 64 bits of the SHA-256 of the event's canonical JSON: which of two bodies of one identity counts. */
export function bodyVersion(event: SalesEvent): string {
  return hash('sha256', canonicalJson(event), 'buffer').readBigUInt64BE(0).toString();
}

/** Which entity an event is about. */
function entityOf(event: SalesEvent): { entityKind: EntityKind; entityId: string } {
  switch (event.type) {
    case 'sales.deal.changed.v1':
    case 'sales.deal.deleted.v1':
      return { entityKind: 'deal', entityId: event.data.deal_id };
    case 'sales.deal.merged.v1':
      return { entityKind: 'merge', entityId: event.data.deal_id };
    case 'sales.activity.planned.v1':
    case 'sales.activity.logged.v1':
    case 'sales.activity.deleted.v1':
      return { entityKind: 'activity', entityId: event.data.activity_id };
    case 'sales.person.changed.v1':
      return { entityKind: 'person', entityId: event.data.person_id };
    case 'sales.person.erased.v1':
      return { entityKind: 'erasure', entityId: event.data.person_id };
    case 'sales.training.completed.v1':
      return { entityKind: 'training', entityId: event.data.person_id };
    case 'sales.pipeline.defined.v1':
      return { entityKind: 'pipeline', entityId: event.data.pipeline_id };
    case 'sales.tenant.configured.v1':
      return { entityKind: 'tenant', entityId: '' };
    case 'sales.rate.set.v1':
      return { entityKind: 'rate', entityId: event.data.currency };
    case 'sales.quota.set.v1':
      return { entityKind: 'quota', entityId: event.data.person_id };
    case 'sales.content.switched.v1':
      return { entityKind: 'content_switch', entityId: event.data.kind };
  }
}

/** Everything whose facts depend on the event; more than its own entity for merges. */
export function touchedBy(event: SalesEvent): { entityKind: EntityKind; entityId: string }[] {
  const entity = entityOf(event);
  if (event.type !== 'sales.deal.merged.v1') return [entity];
  const deals = [event.data.deal_id, ...event.data.merged_ids];
  return [entity, ...deals.map((dealId) => ({ entityKind: 'deal' as const, entityId: dealId }))];
}

function personOf(event: SalesEvent): string {
  if ('person_id' in event.data && typeof event.data.person_id === 'string') return event.data.person_id;
  return 'rep_id' in event.data && typeof event.data.rep_id === 'string' ? event.data.rep_id : '';
}
