import { parseEvent, tenantName, toInstant } from '@stepup/contracts';
import { messageText, type ReceivedMessage } from '@stepup/event-bus';
import { type AcceptedEvent, PreparedEvent } from '@stepup/warehouse';
import type { DeadLetterReason } from './ingest-ports.ts';

/** Header that carries when the gateway received the event, as an `Instant`. */
const receivedAtHeader = 'receivedat';

/** A message of the bus as an event, or why it will never be one. */
export type DecodedMessage =
  | { kind: 'decoded'; accepted: AcceptedEvent }
  | { kind: 'undecodable'; reason: DeadLetterReason; detail: string };

/**
 * Reads a message as the gateway published it. The bus is a boundary like any other, so everything is checked again, unless
 * the message brings the very event that this process accepted for that tenant. The 24 hours that an event may lie ahead
 * are counted from the receipt, so that a replay years later decides alike.
 */
export function decodeMessage(message: ReceivedMessage): DecodedMessage {
  const tenant = tenantOfKey(message.key);
  if (tenant === null) return undecodable('key_invalid', 'the key is no JSON array of tenant and subject');
  const receivedAt = toInstant(message.headers[receivedAtHeader] ?? '');
  if (receivedAt === null) {
    return undecodable('received_at_missing', `the header ${receivedAtHeader} holds no time`);
  }
  const { content } = message;
  if (content instanceof PreparedEvent && content.event.tenant === tenant) {
    return { kind: 'decoded', accepted: content };
  }
  const text = messageText(message);
  if (text === null) return undecodable('not_utf8', 'the value is not UTF-8');
  const json = parseJson(text);
  if (json.kind === 'not_json') return undecodable('not_json', json.detail);
  const parsed = parseEvent(json.value, { receivedAt, tenant });
  if (parsed.kind === 'accepted') {
    return { kind: 'decoded', accepted: new PreparedEvent({ event: parsed.event, receivedAt }) };
  }
  const detail = parsed.problems.map(({ code, path, message: says }) => `${code} ${path} ${says}`).join('; ');
  return undecodable('event_refused', detail);
}

function undecodable(reason: DeadLetterReason, detail: string): DecodedMessage {
  return { kind: 'undecodable', reason, detail };
}

function tenantOfKey(key: string): string | null {
  const json = parseJson(key);
  if (json.kind === 'not_json' || !Array.isArray(json.value) || json.value.length !== 2) return null;
  const parts: readonly unknown[] = json.value;
  const [tenant, subject] = parts;
  const result = tenantName.safeParse(tenant);
  return result.success && typeof subject === 'string' ? result.data : null;
}

function parseJson(text: string): { kind: 'json'; value: unknown } | { kind: 'not_json'; detail: string } {
  try {
    return { kind: 'json', value: JSON.parse(text) };
  } catch (error) {
    return { kind: 'not_json', detail: error instanceof Error ? error.message : 'not JSON' };
  }
}
