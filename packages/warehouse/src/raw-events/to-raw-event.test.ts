import { canonicalJson, type SalesEvent } from '@stepup/contracts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalEvent } from './to-raw-event.ts';

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
