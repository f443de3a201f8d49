import {
  coachingEntityOf,
  type CoachingEvent,
  coachingEvent,
  deadLetterLimits,
  type EventProblem,
  isTenantName,
  isTypeFromFuture,
  parseEvent,
  parseJson,
  toInstant,
} from '@stepup/contracts';
import { messageText, type ReceivedMessage } from '@stepup/event-bus';
import { type AcceptedEvent, PreparedEvent } from '@stepup/warehouse';
import type { DeadLetterReason } from './ingest-ports.ts';
import type { Refusal } from './refusal.ts';

/** Header that carries when the gateway received the event, as an `Instant`. */
export const receivedAtHeader = 'receivedat';

/** What of a message decides what it holds. */
export type MessageContent = Pick<ReceivedMessage, 'key' | 'headers' | 'value' | 'content'>;

/** A message of the bus as an event, or why it will never be one. */
export type DecodedMessage =
  | { kind: 'decoded'; accepted: AcceptedEvent }
  /** Written by the product itself: the gateway lets none of these in. */
  | { kind: 'coaching'; event: CoachingEvent }
  | { kind: 'undecodable'; reason: DeadLetterReason; detail: Refusal };

/**
 * Reads a message as the gateway published it. The bus is a boundary like any other, so everything is checked again, unless
 * the message brings the very event that this process accepted for that tenant. The 24 hours that an event may lie ahead
 * are counted from the receipt, so that a replay years later decides alike.
 */
export function decodeMessage(message: MessageContent): DecodedMessage {
  const tenant = tenantOfKey(message.key);
  if (tenant === null) {
    return undecodable('key_invalid', '', 'the key is no JSON array of tenant and subject');
  }
  const receivedAt = toInstant(message.headers[receivedAtHeader] ?? '');
  const { content } = message;
  if (receivedAt !== null && content instanceof PreparedEvent && content.event.tenant === tenant) {
    return { kind: 'decoded', accepted: content };
  }
  const { wholeValueBytes } = deadLetterLimits;
  const bytes = byteLengthOf(message.value);
  if (bytes > wholeValueBytes) {
    return undecodable('value_too_large', tenant, `${bytes} bytes are more than ${wholeValueBytes}`);
  }
  const text = messageText(message);
  if (text === null) return undecodable('not_utf8', tenant, 'the value is not UTF-8');
  const json = parseJson(text);
  if (json.kind === 'not_json') return undecodable('not_json', tenant, json.message);
  const eventType = textField(json.value, 'type');
  const named = textField(json.value, 'tenant');
  if (named !== null && named !== tenant) {
    // Either may be the wrong one, so neither of the two tenants gets to see it.
    return undecodable('tenant_mismatch', '', 'the event names another tenant than its key', eventType);
  }
  if (receivedAt === null) {
    const says = `the header ${receivedAtHeader} holds no time`;
    return undecodable('received_at_missing', tenant, says, eventType);
  }
  if (eventType !== null && coachingEntityOf(eventType) !== null) {
    const coaching = coachingEvent.safeParse(json.value);
    if (coaching.success) return { kind: 'coaching', event: coaching.data };
  }
  const parsed = parseEvent(json.value, { receivedAt, tenant });
  if (parsed.kind === 'accepted') {
    return { kind: 'decoded', accepted: new PreparedEvent({ event: parsed.event, receivedAt }) };
  }
  const { problems } = parsed;
  const says = problems.map(({ code, path, message: what }) => `${code} ${path} ${what}`).join('; ');
  const isEarly = eventType !== null && isTypeFromFuture(eventType);
  return undecodable(isEarly ? 'type_from_future' : 'event_refused', tenant, says, eventType, problems);
}

function undecodable(
  reason: DeadLetterReason,
  tenant: string,
  says: string,
  eventType: string | null = null,
  problems: EventProblem[] = [],
): DecodedMessage {
  return { kind: 'undecodable', reason, detail: { says, problems, tenant, eventType } };
}

function tenantOfKey(key: string): string | null {
  const json = parseJson(key);
  if (json.kind === 'not_json' || !Array.isArray(json.value) || json.value.length !== 2) return null;
  const parts: readonly unknown[] = json.value;
  const [tenant, subject] = parts;
  return typeof tenant === 'string' && isTenantName(tenant) && typeof subject === 'string' ? tenant : null;
}

function textField(value: unknown, name: 'type' | 'tenant'): string | null {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return null;
  const field: unknown = Reflect.get(value, name);
  return typeof field === 'string' ? field : null;
}

function byteLengthOf(value: Uint8Array | string): number {
  return typeof value === 'string' ? Buffer.byteLength(value) : value.byteLength;
}
