import fc from 'fast-check';

interface HistoryEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const times = ['2025-01-20', '2025-02-10', '2025-03-05', '2025-03-30', '2025-04-14', '2025-05-20'];
const dates = ['2025-03-01', '2025-04-15', '2025-06-30', '2025-12-31', null];
const hours = ['00:00:00Z', '08:00:00Z', '08:00:00Z', '01:30:00+01:00', '17:45:12.5Z'];

const moment = fc
  .tuple(fc.constantFrom(...times), fc.constantFrom(...hours))
  .map(([day, hour]) => `${day}T${hour}`);

/**
 * What a simulated history says little of: expected closes put off and brought forward, amounts changed, reasons of losses,
 * people of the customer, and moves back and forth, at moments that tie.
 */
export function arbitraryAdditions(dealIds: readonly string[], pipelineIds: readonly string[]) {
  const deal = fc.constantFrom(...dealIds);
  const change = fc.oneof(
    fc.record({ expected_close_on: fc.constantFrom(...dates) }),
    fc.record({ amount: fc.constantFrom<(number | string | null)[]>(100, '250.5', 0, '1000', null) }),
    fc.record({ amount: fc.constantFrom(80, '400'), currency: fc.constantFrom('EUR', 'USD', null) }),
    fc.record({ lost_reason: fc.constantFrom('price', 'timing', null) }),
    fc.record({ owner_id: fc.constantFrom('r-1', 'r-2', 'r-3', null) }),
    fc.record({
      pipeline_id: fc.constantFrom(...pipelineIds),
      stage_id: fc.constantFrom('A', 'B', 'C', 'D', 'won', 'lost', 'ghost'),
    }),
    fc.record({ stage_id: fc.constantFrom('A', 'B', 'C', 'D', 'won', 'lost') }),
  );
  const dealEvent = fc.record({
    type: fc.constant('sales.deal.changed.v1'),
    time: moment,
    dealId: deal,
    data: change,
  });
  const activityEvent = fc.record({
    type: fc.constant('sales.activity.logged.v1'),
    time: moment,
    dealId: deal,
    data: fc.record({
      activity_id: fc.constantFrom('x-1', 'x-2', 'x-3', 'x-4', 'x-5', 'x-6'),
      kind: fc.constantFrom('call', 'meeting', 'task'),
      direction: fc.constantFrom('outbound', 'inbound'),
      rep_id: fc.constantFrom('r-1', 'r-2'),
      participants: fc.array(
        fc.record(
          { side: fc.constantFrom('customer', 'rep'), person_id: fc.constantFrom('c-1', 'c-2', 'c-3', null) },
          { requiredKeys: ['side'] },
        ),
        { maxLength: 3 },
      ),
    }),
  });
  const company = fc.oneof(
    fc.record({
      type: fc.constant('sales.quota.set.v1'),
      time: moment,
      dealId: fc.constant(''),
      data: fc.record({
        person_id: fc.constantFrom('r-1', 'r-2', 'r-3', 'm-1', 'm-2'),
        period: fc.constantFrom('2025-01', '2025-02', '2025-03', '2025-04', '2025-Q1', '2025-Q2', '2024-Q4'),
        amount: fc.constantFrom<(number | string)[]>(100, '333.3333', 1000, 0),
        currency: fc.constantFrom('EUR', 'USD'),
        scope: fc.constantFrom('own', 'own', 'team'),
      }),
    }),
    fc.record({
      type: fc.constant('sales.tenant.configured.v1'),
      time: moment,
      dealId: fc.constant(''),
      data: fc.record({ fiscal_year_start_month: fc.constantFrom(1, 2, 4, 10, null) }),
    }),
  );
  return fc
    .array(
      fc.oneof(
        { weight: 4, arbitrary: dealEvent },
        { weight: 1, arbitrary: activityEvent },
        { weight: 1, arbitrary: company },
      ),
      {
        minLength: 20,
        maxLength: 60,
      },
    )
    .map((told) =>
      told.map(({ type, time, dealId, data }, index): HistoryEvent => ({
        id: `more-${index}`,
        source: 'more',
        type,
        time,
        data: dealId === '' ? data : { ...data, deal_id: dealId },
      })),
    );
}
