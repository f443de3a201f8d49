import { eventOf, type Poison, receivedAt } from './poison.ts';

const mebibyte = 1024 * 1024;

/** Every kind of message that we could think of which ingest must put aside, each for one tenant's key where it has a readable one. */
export function poisonsOf(tenant: string, otherTenant: string): Poison[] {
  const key = JSON.stringify([tenant, 'deal/poison']);
  const headers = { receivedat: receivedAt };
  /** The value is wrong. */
  const value = (name: string, content: Poison['value'], reason: Poison['reason'], says: string): Poison => ({
    name,
    key,
    value: content,
    headers,
    reason,
    says,
    tenant,
  });
  /** The event is wrong, and refused by the contract. */
  const event = (name: string, change: Record<string, unknown>, says: string): Poison =>
    value(name, JSON.stringify(eventOf('poison', change)), 'event_refused', says);
  /** The key is wrong, the event as it should be. */
  const keyed = (name: string, wrong: Poison['key']): Poison => ({
    ...value(name, JSON.stringify(eventOf('poison')), 'key_invalid', 'the key is no JSON array'),
    key: wrong,
    tenant: '',
  });
  const headed = (name: string, wrong: Poison['headers'], change: Partial<Poison> = {}): Poison => ({
    ...value(name, JSON.stringify(eventOf('poison')), 'received_at_missing', 'receivedat'),
    headers: wrong,
    ...change,
  });
  const written = (name: string, text: string, says: string): Poison =>
    value(name, text, 'event_refused', says);
  const body = (inside: string): string =>
    `{"specversion":"1.0","id":"e","source":"crm","type":"sales.deal.changed.v1","time":"2026-01-01T00:00:00Z",${inside}}`;

  return [
    value('half an object', '{"broken', 'not_json', 'JSON'),
    value('no value', null, 'not_json', 'JSON'),
    value('an empty value', '', 'not_json', 'JSON'),
    value(
      'a byte order mark before the event',
      `\uFEFF${JSON.stringify(eventOf('poison'))}`,
      'not_json',
      'JSON',
    ),
    value('NaN', '{"amount":NaN}', 'not_json', 'JSON'),
    value('bytes that are no UTF-8', Buffer.of(0x7b, 0xff, 0xfe, 0x7d), 'not_utf8', 'UTF-8'),
    value('UTF-16', Buffer.from(JSON.stringify(eventOf('poison')), 'utf16le'), 'not_json', 'JSON'),
    value('as large as is kept whole', 'x'.repeat(mebibyte), 'not_json', 'JSON'),
    value('a byte larger', 'x'.repeat(mebibyte + 1), 'value_too_large', 'bytes'),
    value(
      '5 MB',
      JSON.stringify(eventOf('poison', { note: 'x'.repeat(5_000_000) })),
      'value_too_large',
      'bytes',
    ),

    keyed('no key', null),
    keyed('a key that is no JSON', 'deal/poison'),
    keyed('a key that is an object', '{"tenant":"a"}'),
    keyed('a key without subject', JSON.stringify([tenant])),
    keyed('a key with a number as subject', JSON.stringify([tenant, 7])),
    keyed('a key with a tenant that cannot be', JSON.stringify(['No Tenant!', 'deal/poison'])),
    keyed('a key of bytes that are no text', Buffer.of(0xff, 0xfe)),
    keyed('a key of two million control characters', '\u0001'.repeat(2_000_000)),

    headed('no headers', {}),
    headed('a header that holds no time', { receivedat: 'yesterday' }),
    headed('a time of receipt twice, the first empty', { receivedat: ['', receivedAt] }),
    headed(
      'headers of odd names',
      Object.fromEntries(['__proto__', 'constructor', 'toString'].map((name) => [name, 'x'])),
    ),
    headed('a header of two million control characters', { note: '\u0001'.repeat(2_000_000) }),
    headed('half a megabyte of names of headers', { ['n'.repeat(500_000)]: 'x' }),
    headed(
      'tried more often than can be',
      { receivedat: receivedAt, deadletterid: 'a'.repeat(32), deadletterattempts: '999999999' },
      { value: '{', reason: 'not_json', says: 'JSON' },
    ),
    headed(
      'received before it happened',
      { receivedat: '1970-01-01T00:00:00.000000Z' },
      { reason: 'event_refused', says: 'time_in_future' },
    ),

    {
      ...event('another tenant than the key', { tenant: otherTenant }, 'another tenant'),
      reason: 'tenant_mismatch',
      tenant: '',
    },
    {
      ...event('a tenant that cannot be', { tenant: 'No Tenant!' }, 'another tenant'),
      reason: 'tenant_mismatch',
      tenant: '',
    },
    event('a tenant that is no text', { tenant: 7 }, '/tenant'),

    {
      ...event('the next version of a type', { type: 'sales.deal.changed.v2' }, '/type'),
      reason: 'type_from_future',
    },
    {
      ...event('a type of ours to come', { type: 'sales.contract.signed.v1' }, '/type'),
      reason: 'type_from_future',
    },
    event('a type of somebody else', { type: 'com.example.order' }, 'type_unknown'),
    event('a type of 300,000 characters', { type: 'x'.repeat(300_000) }, 'type_unknown'),
    event('a type of the name of an inherited field', { type: 'toString' }, 'type_unknown'),
    event('a type that is no text', { type: ['sales.deal.changed.v1'] }, '/type'),
    event(
      'a type of the product, in a shape that is none',
      { type: 'coaching.plan.changed.v1' },
      'type_reserved',
    ),
    event('a version of CloudEvents to come', { specversion: '2.0' }, 'specversion_unsupported'),

    event('a time too far ahead', { time: '2026-01-03T00:00:01Z' }, 'time_in_future'),
    event('a time before 1970', { time: '1969-12-31T23:59:59Z' }, 'time_invalid'),
    event('a time after 2299', { time: '9999-01-01T00:00:00Z' }, 'time_invalid'),
    event('a day that is none', { time: '2026-02-30T00:00:00Z' }, 'time_invalid'),
    event('a time without offset', { time: '2026-01-01T00:00:00' }, 'time_invalid'),
    event('a time as a number', { time: 1_767_225_600 }, '/time'),
    event('no time', { time: undefined }, '/time'),

    event('an amount of thirty digits', { data: { deal_id: 'd', amount: '9'.repeat(30) } }, '/data/amount'),
    event('an amount of five decimals', { data: { deal_id: 'd', amount: '1.00001' } }, '/data/amount'),
    written('a number that no double holds', body('"data":{"deal_id":"d","amount":1e400}'), '/data/amount'),
    written(
      'the same in a field that nobody knows',
      body('"data":{"deal_id":"d","x":[-1e999]}'),
      '/data/x/0',
    ),
    event('an id that is a number', { data: { deal_id: 7 } }, '/data/deal_id'),
    event('an id of 100,000 characters', { id: 'i'.repeat(100_000) }, '/id'),
    event('an id with a control character', { data: { deal_id: 'a\u0007' } }, '/data/deal_id'),
    event('no data', { data: undefined }, '/data'),
    event('data that are a list', { data: [] }, '/data'),
    event('data as base64', { data_base64: 'e30=' }, '/data_base64'),
    event('a NUL', { data: { deal_id: 'd', name: 'a\u0000b' } }, 'text_invalid'),
    written('half a character', body(String.raw`"data":{"deal_id":"d","name":"\ud800"}`), 'text_invalid'),
    written(
      'half a character as name of a field',
      body(String.raw`"data":{"deal_id":"d","\udc00":1}`),
      'text_invalid',
    ),
    written(
      'a field named __proto__',
      body('"__proto__":{"tenant":"x"},"data":{"deal_id":"d"}'),
      '__proto__',
    ),
    written('the same within', body('"data":{"deal_id":"d","x":{"__proto__":1}}'), '__proto__'),
    written(
      'a field twice, the second wrong',
      body('"data":{"deal_id":"d","deal_id":null}'),
      '/data/deal_id',
    ),
    written(
      'a hundred thousand levels',
      body(`"data":{"deal_id":"d","x":${nested(100_000)}}`),
      'nesting_too_deep',
    ),
    written('half a million levels and no event', nested(500_000), 'event_not_object'),
    written('sixty-five levels', body(`"data":{"deal_id":"d","x":${nested(65)}}`), 'nesting_too_deep'),
    ...['null', '7', '"text"', '[]', 'true'].map((text) =>
      written(`the JSON ${text} in place of an event`, text, 'event_not_object'),
    ),
  ];
}

function nested(levels: number): string {
  return '['.repeat(levels) + ']'.repeat(levels);
}
