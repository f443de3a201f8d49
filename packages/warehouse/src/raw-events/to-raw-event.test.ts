import { canonicalJson, type SalesEvent } from '@stepup/contracts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalEvent, toRawEvent, withoutMember } from './to-raw-event.ts';

const plain: SalesEvent = {
  specversion: '1.0',
  id: 'a',
  source: 's',
  type: 'sales.deal.changed.v1',
  time: '2026-01-01T00:00:00.000000Z',
  tenant: 'acme',
  subject: 'deal/a',
  data: { deal_id: 'a' },
};

it('gives the canonical text of an event with its data given, whatever other attributes it has', () => {
  const attributes = fc.dictionary(fc.stringMatching(/^[a-z0-9]{1,8}$/), fc.string());
  fc.assert(
    fc.property(attributes, fc.dictionary(fc.string(), fc.jsonValue()), (others, more) => {
      const event = { ...others, ...plain, data: { ...more, deal_id: 'a' } };
      expect(canonicalEvent(event, canonicalJson(event.data))).toBe(canonicalJson(event));
    }),
  );
});

it('gives the canonical text of data without one member, whatever the others are', () => {
  const key = fc.constantFrom('a', 'deal_id', 'z');
  const value = fc.oneof(
    fc.jsonValue(),
    fc.record({ deal_id: fc.constantFrom('a', 'b') }),
    fc.constant('"deal_id":"a"'),
  );
  const others = fc.dictionary(fc.oneof(key, fc.string()), value);
  fc.assert(
    fc.property(others, fc.oneof(fc.constantFrom('a', 'b'), fc.string()), (more, id) => {
      const { deal_id: _left, ...rest } = more;
      const data = { ...rest, deal_id: id };
      expect(withoutMember(data, canonicalJson(data), 'deal_id', id)).toBe(canonicalJson(rest));
    }),
    { numRuns: 2_000 },
  );
});

it('keeps a text out of the body also where the id stands in it twice', () => {
  const event = { ...plain, data: { deal_id: 'a', name: 'A Name', kept: { deal_id: 'a' } } };
  const { rawEvent, texts } = toRawEvent(event, '2026-01-01T00:00:00.000000Z');
  expect(rawEvent).toContain('{"kept":{"deal_id":"a"}}');
  expect(rawEvent).not.toContain('A Name');
  expect(texts).toContain('A Name');
});
