import type { CoachingEvent } from '@stepup/contracts';
import type { UnsentEvent } from '@stepup/store';
import type { EventMessage } from '../api-ports.ts';

/** An event of the outbox as a message of the events topic: keyed by tenant and record, so that they stay in order. */
export function toBusMessage({
  tenant,
  entity,
  eventId,
  type,
  payload,
  appendedAt,
}: UnsentEvent): EventMessage {
  const event: Omit<CoachingEvent, 'data'> & { data: unknown } = {
    specversion: '1.0',
    id: eventId,
    source: 'stepup/api',
    type,
    time: appendedAt,
    subject: entity,
    tenant,
    data: payload,
  };
  return {
    key: JSON.stringify([tenant, entity]),
    value: Buffer.from(JSON.stringify(event)),
    headers: { receivedat: appendedAt },
  };
}
