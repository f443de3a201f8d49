import type { ReceivedMessage } from '@stepup/event-bus';
import { describe, expect, it } from 'vitest';
import { decodeMessage } from './decode-message.ts';

const event = {
  specversion: '1.0',
  id: 'e1',
  source: 'crm',
  type: 'sales.deal.changed.v1',
  time: '2026-01-01T00:00:00Z',
  data: { deal_id: 'd1' },
};

function message(change: Partial<ReceivedMessage>): ReceivedMessage {
  return {
    key: '["acme","deal/d1"]',
    value: JSON.stringify(event),
    headers: { receivedat: '2026-01-02T00:00:00.000000Z' },
    topic: 'events',
    partition: 0,
    offset: '7',
    timestampMs: 0,
    ...change,
  };
}

const valueOf = (change: object): Partial<ReceivedMessage> => ({
  value: JSON.stringify({ ...event, ...change }),
});

describe('decodeMessage', () => {
  it('reads what the gateway publishes', () => {
    expect(decodeMessage(message({}))).toMatchObject({
      kind: 'decoded',
      accepted: { event: { id: 'e1', tenant: 'acme' } },
    });
  });

  it.each([
    ['a key that is no list', { key: 'acme' }, 'key_invalid', ''],
    ['a key without a subject', { key: '["acme"]' }, 'key_invalid', ''],
    ['a key of a tenant that cannot be', { key: '["Acme!","deal/d1"]' }, 'key_invalid', ''],
    ['five megabytes', { value: Buffer.alloc(5 * 1024 * 1024, ' ') }, 'value_too_large', 'acme'],
    ['bytes that are no UTF-8', { value: Buffer.from([0xff]) }, 'not_utf8', 'acme'],
    ['an empty value', { value: '' }, 'not_json', 'acme'],
    ['what is not JSON', { value: '{' }, 'not_json', 'acme'],
    ['JSON that is no event', { value: '[]' }, 'event_refused', 'acme'],
    ['null', { value: 'null' }, 'event_refused', 'acme'],
    ['no time of receipt', { headers: {} }, 'received_at_missing', 'acme'],
    ['an event of another tenant', valueOf({ tenant: 'other' }), 'tenant_mismatch', ''],
    [
      'the same without a time of receipt',
      { ...valueOf({ tenant: 'other' }), headers: {} },
      'tenant_mismatch',
      '',
    ],
    ['a later version', valueOf({ type: 'sales.deal.changed.v2' }), 'type_from_future', 'acme'],
    [
      'a later version of another tenant',
      valueOf({ type: 'sales.x.v2', tenant: 'other' }),
      'tenant_mismatch',
      '',
    ],
    ['a type of somebody else', valueOf({ type: 'com.example.thing' }), 'event_refused', 'acme'],
    ['a reserved type', valueOf({ type: 'coaching.plan.changed.v1' }), 'event_refused', 'acme'],
    ['a field of the wrong kind', valueOf({ data: { deal_id: 7 } }), 'event_refused', 'acme'],
  ] as const)('gives %s its own reason, and shows it to nobody else', (_, change, reason, tenant) => {
    expect(decodeMessage(message(change))).toMatchObject({
      kind: 'undecodable',
      reason,
      detail: { tenant, says: expect.stringMatching(/./) },
    });
  });

  it('names type and problems of an event that could be read', () => {
    expect(decodeMessage(message(valueOf({ data: {} })))).toMatchObject({
      detail: {
        eventType: 'sales.deal.changed.v1',
        problems: [{ code: 'field_missing', path: '/data/deal_id' }],
      },
    });
  });
});
