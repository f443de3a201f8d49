/** Indicators of work, first contact, answers and conversations against an oracle, on random histories; and bugs that it must see. */
import { indicatorIds, type IndicatorId } from '@stepup/contracts';
import { storeBatch, type Warehouse } from '@stepup/warehouse';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptEvents } from '../support/engine/accept-events.ts';
import {
  askWork,
  compareWork,
  countWork,
  readWork,
  rounded,
  type ToldWork,
  workIndicators,
} from '../support/engine/compare-work.ts';
import { shuffle } from '../support/engine/shuffle.ts';
import { type StartedWarehouse, startWarehouse } from '../support/engine/start-warehouse.ts';
import { measuredIndicators } from '../support/oracle/indicators/measure-indicator.ts';
import { tellWork } from '../support/work-history.ts';

let started: StartedWarehouse;
beforeAll(async () => {
  started = await startWarehouse();
});
afterAll(async () => {
  await started.stop();
});

async function tell(tenant: string, seed: number): Promise<ToldWork> {
  const { events, asOf } = tellWork(seed);
  const accepted = acceptEvents(tenant, events);
  await storeBatch(started.warehouse, shuffle([...accepted, ...accepted], seed));
  return readWork(tenant, accepted, asOf);
}

describe('indicators of work', () => {
  it('are what the oracle counts, on random histories', async () => {
    let nth = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async (seed) => {
        nth += 1;
        expect(await compareWork(started.warehouse, await tell(`work-${nth}`, seed))).toEqual([]);
      }),
      { numRuns: 4, endOnFailure: true },
    );
  }, 600_000);

  it('and those of the process are all of the catalogue', () => {
    // A forecast is compared with what came, elsewhere.
    const compared = [
      ...workIndicators,
      'first_response_business_time',
      'attainment_forecast',
      ...measuredIndicators,
    ];
    expect(compared.toSorted()).toEqual([...indicatorIds].toSorted());
  });
});

const plants: readonly { where: IndicatorId; query?: string; text: string; planted: string }[] = [
  { where: 'connect_rate', text: `AND direction = 'outbound' AND outcome IN`, planted: 'AND outcome IN' },
  { where: 'reply_rate', text: '+ INTERVAL 7 DAY, i.inbound_at', planted: '+ INTERVAL 9 DAY, i.inbound_at' },
  {
    where: 'contacts_per_lead',
    text: 'arrived_at + INTERVAL 14 DAY',
    planted: 'arrived_at + INTERVAL 15 DAY',
  },
  { where: 'first_attempts', text: 'Micro(spoke_at) + 3', planted: 'Micro(spoke_at) - 1' },
  { where: 'days_without_contact', text: '[ended_at])', planted: '[])' },
  {
    where: 'effort_vs_won',
    query: 'contacts_of_won_deals',
    text: `outcome = 'won'`,
    planted: `outcome = 'lost'`,
  },
  { where: 'fc_questions', text: 'min(starts_at) AS first_at', planted: 'max(starts_at) AS first_at' },
  { where: 'reused_text', text: 'r.deals >= 2', planted: 'r.deals >= 1' },
  { where: 'activities_per_step', text: 'c.starts_at < s.ended_at', planted: '1' },
];

describe('the comparison with the oracle', () => {
  const seeds = [1, 2, 3];
  const known: ToldWork[] = [];
  beforeAll(async () => {
    for (const seed of seeds) known.push(await tell(`planted-${seed}`, seed));
  });

  it.each(plants)(
    'sees a bug planted into $where',
    async ({ where, query: named = `indicator_${where}`, text, planted }) => {
      const { warehouse } = started;
      const changing: Warehouse = {
        ...warehouse,
        read(query, parameters) {
          if (query.name !== named) return warehouse.read(query, parameters);
          const sql = query.sql.replaceAll(text, planted);
          if (sql === query.sql) throw new Error(`${where} no longer has the text ${text}`);
          return warehouse.read({ ...query, sql }, parameters);
        },
      };
      let isSeen = false;
      for (const told of known) {
        const found = rounded(await askWork(changing, told, where, null));
        isSeen ||= JSON.stringify(found) !== JSON.stringify(countWork(told, where, null));
      }
      expect(isSeen).toBe(true);
    },
  );
});
