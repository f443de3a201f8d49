import { dealsAnswer, funnelAnswer } from '@stepup/contracts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HttpInstance, readBodyAs, startHttpInstance } from './http-instance.ts';

/** Stages a deal stood at, day by day, and what has become of the steps A, B, C: advanced, lost, open, skipped, not entered. */
const histories = [
  ['A B won', 'advanced advanced skipped'],
  ['A C lost', 'advanced skipped lost'],
  ['B lost', '- lost -'],
  ['A B A lost', 'advanced lost -'],
  ['A B lost B', 'advanced open -'],
  ['A B C won C lost', 'advanced advanced lost'],
  ['A lost B', 'advanced open -'],
  ['A B won B lost', 'advanced lost -'],
  ['won', '- - -'],
] as const;

function event(
  id: string,
  type: string,
  time: string,
  data: Record<string, unknown>,
): Record<string, unknown> {
  return { specversion: '1.0', id, source: 'golden', type, time, data };
}

const pipeline = event('pipeline', 'sales.pipeline.defined.v1', '2025-01-01T00:00:00Z', {
  pipeline_id: 'p',
  name: 'P',
  stages: [
    ...['A', 'B', 'C'].map((stage, index) => ({
      stage_id: stage,
      name: stage,
      position: index + 1,
      horizon_days: 60,
    })),
    { stage_id: 'won', name: 'Won', position: 9, outcome: 'won' },
    { stage_id: 'lost', name: 'Lost', position: 9, outcome: 'lost' },
  ],
});
const people = ['r1', 'r2'].map((person) =>
  event(person, 'sales.person.changed.v1', '2025-01-01T00:00:00Z', {
    person_id: person,
    name: person,
    role: 'rep',
    active: true,
  }),
);
const stands = histories.flatMap(([sequence], deal) =>
  sequence.split(' ').map((stage, day) =>
    event(`d${deal}-${day}`, 'sales.deal.changed.v1', `2025-02-0${day + 1}T10:00:00Z`, {
      deal_id: `d${deal}`,
      pipeline_id: 'p',
      stage_id: stage,
      owner_id: 'r1',
      segment: `d${deal}`,
    }),
  ),
);
const handedOver = [
  event('h-0', 'sales.deal.changed.v1', '2025-02-01T00:00:00Z', {
    deal_id: 'h',
    pipeline_id: 'p',
    stage_id: 'A',
    owner_id: 'r1',
    segment: 'h',
  }),
  event('h-1', 'sales.deal.changed.v1', '2025-02-11T00:00:00Z', { deal_id: 'h', owner_id: 'r2' }),
];
const everything = [pipeline, ...people, ...stands, ...handedOver];
const period = 'from=2025-01-15&to=2025-04-01';

let product: HttpInstance;
beforeAll(async () => {
  product = await startHttpInstance();
});
afterAll(() => product.stop());

async function statesBySegment(tenant: string): Promise<Map<string, string>> {
  const answer = await product.get(tenant, `/v1/funnel?${period}&by=segment&as_of=2025-04-01`);
  const { rows } = readBodyAs(funnelAnswer, answer);
  return new Map(
    rows.map(({ key, steps }) => [
      key,
      steps
        .map(({ entered, advanced, lost, skipped }) =>
          entered === 0
            ? '-'
            : skipped === 1
              ? 'skipped'
              : advanced === 1
                ? 'advanced'
                : lost === 1
                  ? 'lost'
                  : 'open',
        )
        .join(' '),
    ]),
  );
}

const expected = new Map(
  [...histories.map(([, states], deal) => [`d${deal}`, states] as const), ['h', 'open - -'] as const].filter(
    ([, states]) => states !== '- - -',
  ),
);

describe('golden histories over HTTP', () => {
  it('come out as the contract says when sent in order', async () => {
    expect(await product.send('plain', everything)).toMatchObject({
      status: 202,
      body: { accepted: everything.length, rejected: [] },
    });
    expect(await statesBySegment('plain')).toEqual(expected);
  });

  it('come out the same in any order, with copies, in pieces of any size', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...everything, ...everything], { minLength: everything.length * 2 }),
        fc.integer({ min: 5, max: 40 }),
        async (events, size) => {
          run += 1;
          const tenant = `shuffled-${run}`;
          for (let start = 0; start < events.length; start += size) {
            const { status } = await product.send(tenant, events.slice(start, start + size));
            expect(status).toBe(202);
          }
          expect(await statesBySegment(tenant)).toEqual(expected);
        },
      ),
      { numRuns: 3, endOnFailure: true },
    );
  });

  it.each([
    ['2025-02-16', { r1: 8 }],
    ['2025-02-26', { r1: 7, r2: 1 }],
  ])('credit step A to who owned the deal longest as of %s', async (asOf, entered) => {
    const answer = await product.get('plain', `/v1/funnel?${period}&by=rep&as_of=${asOf}`);
    const { rows, as_of } = readBodyAs(funnelAnswer, answer);
    expect(as_of).toBe(`${asOf}T00:00:00.000000Z`);
    expect(Object.fromEntries(rows.map(({ key, steps }) => [key, steps[0]?.entered ?? 0]))).toEqual(entered);
  });

  it('are listed behind the number', async () => {
    const answer = await product.get('plain', `/v1/deals?stage=B&state=lost&${period}&as_of=2025-04-01`);
    const { items } = readBodyAs(dealsAnswer, answer);
    expect(items.map(({ deal_id }) => deal_id)).toEqual(['d2', 'd3', 'd7']);
  });

  it('stay within their tenant', async () => {
    const reads = [
      '/v1/deals?limit=1000',
      `/v1/funnel?${period}&by=rep`,
      '/v1/activities',
      `/v1/indicators/entered?${period}`,
    ];
    for (const path of reads) {
      const { status, body } = await product.get('somebody-else', path);
      expect([path, status]).toEqual([path, 200]);
      expect(JSON.stringify(body)).not.toMatch(/"d\d"|"r1"/);
    }
    expect(await product.get('somebody-else', `/v1/funnel?${period}&pipeline=p`)).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
  });
});
