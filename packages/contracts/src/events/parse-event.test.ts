import { describe, expect, it } from 'vitest';
import { parseEvent, type ParsedEvent } from './parse-event.ts';

const context = { receivedAt: '2026-11-22T12:00:00.000000Z', tenant: 'acme' };
const envelope = { specversion: '1.0', id: 'e-1', source: 'crm-1', time: '2026-01-31T10:00:00+01:00' };
const deal = { ...envelope, type: 'sales.deal.changed.v1' };

describe('parseEvent accepts', () => {
  it('a deal, and normalises times, amounts, tenant and subject', () => {
    const data = { deal_id: 'd-1', amount: 12.5, created_at: '2026-01-30T23:00:00-02:00', owner_id: null };
    expect(parse({ ...deal, data })).toEqual({
      kind: 'accepted',
      event: {
        ...deal,
        time: '2026-01-31T09:00:00.000000Z',
        tenant: 'acme',
        subject: 'deal/d-1',
        data: { deal_id: 'd-1', amount: '12.5', created_at: '2026-01-31T01:00:00.000000Z', owner_id: null },
      },
    });
  });

  it('unknown fields and attributes, which are kept', () => {
    const input = { ...deal, partition: 7, data: { deal_id: 'd-1', forecast: { category: 'commit' } } };
    expect(parse(input)).toMatchObject({ kind: 'accepted', event: { partition: 7, data: input.data } });
  });

  it('optional attributes that are null, as absent', () => {
    const nulls = {
      subject: null,
      recordedtime: null,
      tenant: null,
      datacontenttype: null,
      dataschema: null,
    };
    const result = parse({ ...deal, ...nulls, data_base64: null, data: { deal_id: 'd-1' } });
    expect(result).toMatchObject({ kind: 'accepted', event: { subject: 'deal/d-1', tenant: 'acme' } });
    expect(JSON.stringify(result)).not.toContain('null');
  });

  it('a subject of the sender’s own', () => {
    expect(parse({ ...deal, subject: 'mine', data: { deal_id: 'd' } })).toMatchObject({
      event: { subject: 'mine' },
    });
  });

  it('outcome stages at any position, also that of an open stage', () => {
    const outcomes = [
      { ...open('won', 1), outcome: 'won' },
      { ...open('lost', 1), outcome: 'lost' },
    ];
    expect(parse(pipeline([open('a', 1), ...outcomes])).kind).toBe('accepted');
  });

  it('a time up to 24 hours ahead of receipt', () => {
    expect(parse({ ...deal, time: '2026-11-23T12:00:00Z', data: { deal_id: 'd' } }).kind).toBe('accepted');
  });

  it.each([
    ['europe/berlin', 'Europe/Berlin'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['utc', 'UTC'],
  ])('the zone %s, spelled %s', (time_zone, spelled) => {
    const result = parse({ ...envelope, type: 'sales.tenant.configured.v1', data: { time_zone } });
    expect(result).toMatchObject({ event: { data: { time_zone: spelled } } });
  });
});

const tenantType = 'sales.tenant.configured.v1';
const pipelineType = 'sales.pipeline.defined.v1';
const personType = 'sales.person.changed.v1';
const callType = 'sales.activity.logged.v1';
const call = { activity_id: 'a', kind: 'call', direction: 'outbound' };
const open = (stage_id: string, position: number) => ({ stage_id, name: stage_id, position });

/** What is wrong, the event, and the code and path that must come out. */
const refusals: [string, unknown, string, string][] = [
  ['text instead of an event', 'x', 'event_not_object', ''],
  ['null instead of an event', null, 'event_not_object', ''],
  ['a list instead of an event', [deal], 'event_not_object', ''],
  ['no version', { ...deal, specversion: undefined }, 'field_invalid', '/specversion'],
  ['another version', { ...deal, specversion: '0.3' }, 'specversion_unsupported', '/specversion'],
  ['version as a number', { ...deal, specversion: 1 }, 'specversion_unsupported', '/specversion'],
  ['no type', { ...envelope, data: {} }, 'field_missing', '/type'],
  ['type as a number', { ...envelope, type: 5 }, 'field_invalid', '/type'],
  ['an unknown type', { ...envelope, type: 'sales.deal.exploded.v1' }, 'type_unknown', '/type'],
  ['a future version of a type', { ...envelope, type: 'sales.deal.changed.v2' }, 'type_unknown', '/type'],
  ['a type named like a built-in', { ...envelope, type: 'constructor' }, 'type_unknown', '/type'],
  ['a coaching event', { ...envelope, type: 'coaching.plan.changed.v1' }, 'type_reserved', '/type'],
  ['no data', deal, 'field_missing', '/data'],
  ['data as text', { ...deal, data: '{}' }, 'field_invalid', '/data'],
  [
    'data as binary',
    { ...deal, data: { deal_id: 'd' }, data_base64: 'e30=' },
    'field_invalid',
    '/data_base64',
  ],
  ['no id', { ...deal, id: null, data: { deal_id: 'd' } }, 'field_invalid', '/id'],
  ['an empty source', { ...deal, source: '', data: { deal_id: 'd' } }, 'field_invalid', '/source'],
  ['no deal id', { ...deal, data: {} }, 'field_missing', '/data/deal_id'],
  ['a deal id that is null', { ...deal, data: { deal_id: null } }, 'field_invalid', '/data/deal_id'],
  ['a line break in an id', { ...deal, data: { deal_id: 'a\nb' } }, 'field_invalid', '/data/deal_id'],
  [
    'an id of 201 characters',
    { ...deal, data: { deal_id: 'x'.repeat(201) } },
    'field_invalid',
    '/data/deal_id',
  ],
  [
    'a time without offset',
    { ...deal, time: '2026-01-31T10:00:00', data: { deal_id: 'd' } },
    'time_invalid',
    '/time',
  ],
  [
    'a leap second',
    { ...deal, time: '2016-12-31T23:59:60Z', data: { deal_id: 'd' } },
    'time_invalid',
    '/time',
  ],
  [
    'a bad recordedtime',
    { ...deal, recordedtime: 'soon', data: { deal_id: 'd' } },
    'time_invalid',
    '/recordedtime',
  ],
  [
    'a time too far ahead',
    { ...deal, time: '2026-11-23T12:00:00.000001Z', data: { deal_id: 'd' } },
    'time_in_future',
    '/time',
  ],
  ['another tenant', { ...deal, tenant: 'other', data: { deal_id: 'd' } }, 'tenant_mismatch', '/tenant'],
  [
    'another content type',
    { ...deal, datacontenttype: 'text/xml', data: { deal_id: 'd' } },
    'field_invalid',
    '/datacontenttype',
  ],
  [
    'an amount in words',
    { ...deal, data: { deal_id: 'd', amount: 'much' } },
    'field_invalid',
    '/data/amount',
  ],
  ['five decimals', { ...deal, data: { deal_id: 'd', amount: '1.00001' } }, 'field_invalid', '/data/amount'],
  [
    'an amount too large for JSON',
    { ...deal, data: { deal_id: 'd', amount: Infinity } },
    'field_invalid',
    '/data/amount',
  ],
  [
    'a currency in small letters',
    { ...deal, data: { deal_id: 'd', currency: 'eur' } },
    'field_invalid',
    '/data/currency',
  ],
  [
    'a day that does not exist',
    { ...deal, data: { deal_id: 'd', expected_close_on: '2026-02-30' } },
    'time_invalid',
    '/data/expected_close_on',
  ],
  ['NUL in a text', { ...deal, data: { deal_id: 'd', name: 'a\0b' } }, 'text_invalid', '/data/name'],
  [
    'half a surrogate pair',
    { ...deal, data: { deal_id: 'd', extra: ['\ud83d'] } },
    'text_invalid',
    '/data/extra/0',
  ],
  [
    'half a surrogate pair in a field name',
    { ...deal, data: { deal_id: 'd', '\ud83d': 1 } },
    'text_invalid',
    '/data',
  ],
  [
    'a field that would replace the prototype',
    { ...deal, data: JSON.parse('{"deal_id":"d","__proto__":1}') },
    'field_invalid',
    '/data',
  ],
  [
    'a field that is undefined',
    { ...deal, data: { deal_id: 'd', name: undefined } },
    'field_invalid',
    '/data/name',
  ],
  [
    'a Date',
    { ...deal, data: { deal_id: 'd', created_at: new Date(0) } },
    'field_invalid',
    '/data/created_at',
  ],
  ['100,000 levels', { ...deal, data: { deal_id: 'd', deep: nested(100_000) } }, 'nesting_too_deep', ''],
  [
    'an offset as zone',
    { ...envelope, type: tenantType, data: { time_zone: '+01:00' } },
    'field_invalid',
    '/data/time_zone',
  ],
  [
    'an unknown zone',
    { ...envelope, type: tenantType, data: { time_zone: 'Mars/Olympus' } },
    'field_invalid',
    '/data/time_zone',
  ],
  [
    'month 13',
    { ...envelope, type: tenantType, data: { fiscal_year_start_month: 13 } },
    'field_invalid',
    '/data/fiscal_year_start_month',
  ],
  [
    'a rate of nothing',
    { ...envelope, type: 'sales.rate.set.v1', data: { currency: 'USD', rate: 0 } },
    'field_invalid',
    '/data/rate',
  ],
  [
    'a negative rate',
    { ...envelope, type: 'sales.rate.set.v1', data: { currency: 'USD', rate: '-1' } },
    'field_invalid',
    '/data/rate',
  ],
  ['no stages', pipeline([]), 'field_invalid', '/data/stages'],
  ['only outcomes', pipeline([{ ...open('won', 1), outcome: 'won' }]), 'field_invalid', '/data/stages'],
  ['a stage id twice', pipeline([open('a', 1), open('a', 2)]), 'field_invalid', '/data/stages/1/stage_id'],
  [
    'an open position twice',
    pipeline([open('a', 1), open('b', 1)]),
    'field_invalid',
    '/data/stages/1/position',
  ],
  ['a negative position', pipeline([open('a', -1)]), 'field_invalid', '/data/stages/0/position'],
  ['half a position', pipeline([open('a', 1.5)]), 'field_invalid', '/data/stages/0/position'],
  [
    'a horizon of nothing',
    pipeline([{ ...open('a', 1), horizon_days: 0 }]),
    'field_invalid',
    '/data/stages/0/horizon_days',
  ],
  [
    'a horizon of eleven years',
    pipeline([{ ...open('a', 1), horizon_days: 3651 }]),
    'field_invalid',
    '/data/stages/0/horizon_days',
  ],
  [
    'an unknown role',
    { ...envelope, type: personType, data: { person_id: 'p', role: 'ceo' } },
    'field_invalid',
    '/data/role',
  ],
  [
    'a role that is cleared',
    { ...envelope, type: personType, data: { person_id: 'p', role: null } },
    'field_invalid',
    '/data/role',
  ],
  [
    'external ids as text',
    { ...envelope, type: personType, data: { person_id: 'p', external_ids: 'x' } },
    'field_invalid',
    '/data/external_ids',
  ],
  ['a quota for a week', quota({ period: '2026-W09' }), 'field_invalid', '/data/period'],
  ['a negative quota', quota({ amount: '-1' }), 'field_invalid', '/data/amount'],
  [
    'an unknown kind',
    { ...envelope, type: callType, data: { ...call, kind: 'fax' } },
    'field_invalid',
    '/data/kind',
  ],
  [
    'a negative duration',
    { ...envelope, type: callType, data: { ...call, duration_s: -1 } },
    'field_invalid',
    '/data/duration_s',
  ],
  [
    'a speaker without side',
    { ...envelope, type: callType, data: { ...call, participants: [{}] } },
    'field_missing',
    '/data/participants/0/side',
  ],
  [
    'a transcript that runs backwards',
    {
      ...envelope,
      type: callType,
      data: { ...call, content: { transcript: [{ side: 'rep', start_s: 2, end_s: 1 }] } },
    },
    'field_invalid',
    '/data/content/transcript/0/end_s',
  ],
  [
    'nothing merged',
    { ...envelope, type: 'sales.deal.merged.v1', data: { deal_id: 'd', merged_ids: [] } },
    'field_invalid',
    '/data/merged_ids',
  ],
];

describe('parseEvent refuses', () => {
  it.each(refusals)('%s', (_what, input, code, path) => {
    const result = parse(input);
    expect(result.kind).toBe('refused');
    const problems = result.kind === 'refused' ? result.problems : [];
    expect(problems).toContainEqual({ code, path, message: expect.any(String) });
  });

  it.each(refusals)('%s, in words of our own', (_what, input) => {
    const result = parse(input);
    const messages = result.kind === 'refused' ? result.problems.map(({ message }) => message) : [];
    for (const message of messages) expect(message).toMatch(/^(?:must|is|has|names|holds|coaching events)\b/);
  });

  it('a missing field in words, without version too', () => {
    expect(parse({ id: 'e-1', type: 'sales.deal.changed.v1' })).toMatchObject({
      problems: [{ code: 'field_missing', path: '/specversion' }],
    });
    expect(parse({ ...deal, data: {} })).toMatchObject({ problems: [{ message: 'is required' }] });
  });

  it('with the id and every reason at once', () => {
    expect(
      parse({ ...deal, time: 'now', tenant: 'other', data: { deal_id: 7, currency: '€' } }),
    ).toMatchObject({
      kind: 'refused',
      id: 'e-1',
      problems: [
        { path: '/time' },
        { path: '/data/deal_id', message: 'must be text, not a whole number' },
        { path: '/data/currency' },
        { path: '/tenant' },
      ],
    });
  });

  it('with at most 20 reasons', () => {
    const participants = Array.from({ length: 900 }, () => ({ side: 'nobody' }));
    const result = parse({ ...envelope, type: callType, data: { ...call, participants } });
    expect(result.kind === 'refused' && result.problems.length).toBe(20);
  });
});

function parse(input: unknown): ParsedEvent {
  return parseEvent(input, context);
}

function pipeline(stages: unknown[]): unknown {
  return { ...envelope, type: pipelineType, data: { pipeline_id: 'p', name: 'P', stages } };
}

function quota(change: object): unknown {
  const data = { person_id: 'p', period: '2026-11', amount: 1, currency: 'EUR', scope: 'own', ...change };
  return { ...envelope, type: 'sales.quota.set.v1', data };
}

function nested(levels: number): unknown {
  let value: unknown = 0;
  for (let level = 0; level < levels; level++) value = [value];
  return value;
}
