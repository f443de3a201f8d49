import { eventOf } from './poison.ts';

/** Texts that look like poison and are events, by the deal they are about: unknown fields are kept, of a field that is repeated the last counts. */
export function odditiesOf(): ReadonlyMap<string, string> {
  const text = (dealId: string, change: Record<string, unknown> = {}): string =>
    JSON.stringify(eventOf(dealId, change));
  const data = (dealId: string, more: Record<string, unknown>): string =>
    text(dealId, { data: { deal_id: dealId, ...more } });
  return new Map([
    ['twice', text('never').replace('"deal_id":"never"', '"deal_id":"never","deal_id":"twice"')],
    ['inherited', data('inherited', { constructor: 1, prototype: {}, hasOwnProperty: 'x', toString: null })],
    ['large', data('large', { amount: '99999999999999.9999', currency: 'EUR' })],
    ['beyond', data('beyond', { unknown: 0 }).replace('"unknown":0', `"unknown":${'9'.repeat(30)}`)],
    ['early', text('early', { time: '1970-01-01T00:00:00Z' })],
    ['just-ahead', text('just-ahead', { time: '2026-01-03T00:00:00Z' })],
    ['quotes "\\ \u{1f600} \u202e', text('quotes "\\ \u{1f600} \u202e')],
    ['nulls', text('nulls', { subject: null, recordedtime: null, tenant: null, dataschema: null })],
    ['long', data('long', { note: 'ü'.repeat(250_000) })],
    [
      'wide',
      data('wide', Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`f${index}`, index]))),
    ],
    ['deep', data('deep', { x: nestedLists(50) })],
    ['spaced', `\n\t ${text('spaced')} \r\n`],
  ]);
}

function nestedLists(levels: number): unknown {
  let value: unknown = [];
  for (let level = 1; level < levels; level += 1) value = [value];
  return value;
}
