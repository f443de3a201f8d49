/** Indicators of work, first contact, answers and conversations against an oracle, on random histories; and bugs that it must see. */
import { indicatorIds, type IndicatorId } from '@stepup/contracts';
import { readIndicator, storeBatch, type Warehouse } from '@stepup/warehouse';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptEvents } from '../support/engine/accept-events.ts';
import { shuffle } from '../support/engine/shuffle.ts';
import { type StartedWarehouse, startWarehouse } from '../support/engine/start-warehouse.ts';
import { createWorkOracle } from '../support/oracle/work.ts';
import { tellWork, workTexts } from '../support/work-history.ts';

const ids = [
  'activities_per_step',
  'connect_rate',
  'no_show_rate',
  'reply_rate',
  'contacts_per_lead',
  'first_attempts',
  'first_conversation',
  'worked_within_day',
  'days_without_contact',
  'effort_vs_won',
  'talk_share',
  'questions',
  'monologue',
  'interruptions',
  'fc_talk_share',
  'fc_questions',
  'fc_monologue',
  'fc_next_step',
  'reused_text',
  'template_share',
  'customer_words',
] as const satisfies readonly IndicatorId[];

const period = { from: '2026-01-25T00:00:00.000000Z', to: '2026-04-20T00:00:00.000000Z' };

let started: StartedWarehouse;
beforeAll(async () => {
  started = await startWarehouse();
});
afterAll(async () => {
  await started.stop();
});

interface Told {
  tenant: string;
  asOf: string;
  timeZone: string;
  oracle: ReturnType<typeof createWorkOracle>;
}

async function tell(tenant: string, seed: number): Promise<Told> {
  const { events, asOf } = tellWork(seed);
  const accepted = acceptEvents(tenant, events);
  await storeBatch(started.warehouse, shuffle([...accepted, ...accepted], seed));
  const oracle = createWorkOracle(
    accepted.map(({ event }) => event),
    workTexts,
  );
  const zone = accepted.flatMap(({ event }) =>
    event.type === 'sales.tenant.configured.v1' ? [event.data.time_zone ?? 'UTC'] : [],
  );
  return { tenant, asOf, timeZone: zone[0] ?? 'UTC', oracle };
}

async function ask(
  warehouse: Warehouse,
  { tenant, asOf, timeZone }: Told,
  id: IndicatorId,
  by: (typeof groupings)[number],
) {
  return readIndicator(warehouse, id, {
    tenant,
    ...(isOfSteps(id) ? { pipelineId: 'work' } : {}),
    ...period,
    asOf,
    timeZone,
    currency: null,
    by,
    reps: 'all',
  });
}

function isOfSteps(id: IndicatorId): boolean {
  return id === 'activities_per_step' || id === 'days_without_contact' || id === 'effort_vs_won';
}

const groupings = [null, 'rep', 'team', 'month'] as const;

/** Values to nine digits, since sums run in another order. */
function rounded(rows: readonly { key: string; value: string | number | null; n: number }[]) {
  return rows
    .filter(({ n }) => n > 0)
    .map(({ key, value, n }) => ({ key, value: value === null ? null : Number(value).toFixed(9), n }));
}

async function difference(warehouse: Warehouse, told: Told): Promise<string[]> {
  const differing: string[] = [];
  for (const id of ids) {
    const byKind = id === 'activities_per_step' ? (['stage', 'kind'] as const) : [];
    for (const by of [...groupings, ...byKind]) {
      const query = { ...period, asOf: told.asOf, by: by ?? 'none', pipeline: 'work' } as const;
      const expected = rounded(told.oracle.rows(id, query));
      const rows = await readIndicator(warehouse, id, {
        tenant: told.tenant,
        ...(isOfSteps(id) ? { pipelineId: 'work' } : {}),
        ...period,
        asOf: told.asOf,
        timeZone: told.timeZone,
        currency: null,
        by,
        reps: 'all',
      });
      const found = rounded(rows);
      if (JSON.stringify(found) !== JSON.stringify(expected)) {
        differing.push(
          `${id} by ${by ?? 'none'}: ${JSON.stringify(found)} in place of ${JSON.stringify(expected)}`,
        );
      }
    }
  }
  return differing;
}

describe('indicators of work', () => {
  it('are what the oracle counts, on random histories', async () => {
    let nth = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async (seed) => {
        nth += 1;
        expect(await difference(started.warehouse, await tell(`work-${nth}`, seed))).toEqual([]);
      }),
      { numRuns: 4, endOnFailure: true },
    );
  }, 240_000);

  it('have an indicator of every id', () => {
    expect(ids.filter((id) => !indicatorIds.includes(id))).toEqual([]);
  });

  it('count working time as the clock on the wall shows it', async () => {
    const told = await tell('waits', 11);
    const waits = told.oracle.waits({ ...period, asOf: told.asOf, by: 'none', pipeline: 'work' });
    const [row] = await ask(started.warehouse, told, 'first_response_business_time', null);
    expect(row).toMatchObject({
      n: waits.length,
      open: waits.filter(({ isAnswered }) => !isAnswered).length,
    });
    // Kaplan–Meier, one death at a time.
    const course = waits
      .map(({ seconds, isAnswered }) => ({ seconds: seconds ?? 0, isAnswered }))
      .toSorted((a, b) => a.seconds - b.seconds || Number(b.isAnswered) - Number(a.isAnswered));
    let survival = 1;
    let median: number | null = null;
    for (const [index, { seconds, isAnswered }] of course.entries()) {
      if (isAnswered) survival *= 1 - 1 / (course.length - index);
      if (median === null && survival <= 0.5 + 1e-12) median = seconds;
    }
    expect(row?.value).toBe(median);
  });
});

const plants = [
  { where: 'connect_rate', text: `AND direction = 'outbound' AND outcome IN`, planted: 'AND outcome IN' },
  { where: 'reply_rate', text: '+ INTERVAL 7 DAY, i.inbound_at', planted: '+ INTERVAL 9 DAY, i.inbound_at' },
  { where: 'first_attempts', text: 'x.1 <= spoke_at', planted: 'x.1 < spoke_at' },
  { where: 'days_without_contact', text: '[ended_at])', planted: '[])' },
  { where: 'effort_vs_won', text: `c_outcome = 'won'`, planted: `c_outcome = 'lost'` },
  { where: 'fc_questions', text: 'LIMIT 1 BY deal_id', planted: 'LIMIT 2 BY deal_id' },
  { where: 'reused_text', text: 'r.deals >= 2', planted: 'r.deals >= 1' },
  { where: 'activities_per_step', text: 'c.starts_at < s.ended_at', planted: '1' },
] as const satisfies readonly { where: IndicatorId; text: string; planted: string }[];

describe('the comparison with the oracle', () => {
  const seeds = [1, 2, 3];
  const known: Told[] = [];
  beforeAll(async () => {
    for (const seed of seeds) known.push(await tell(`planted-${seed}`, seed));
  });

  it.each(plants)('sees a bug planted into $where', async ({ where, text, planted }) => {
    const { warehouse } = started;
    const changing: Warehouse = {
      ...warehouse,
      read(query, parameters) {
        if (query.name !== `indicator_${where}`) return warehouse.read(query, parameters);
        const sql = query.sql.replaceAll(text, planted);
        if (sql === query.sql) throw new Error(`${where} no longer has the text ${text}`);
        return warehouse.read({ ...query, sql }, parameters);
      },
    };
    let isSeen = false;
    for (const told of known) {
      const expected = rounded(
        told.oracle.rows(where, { ...period, asOf: told.asOf, by: 'none', pipeline: 'work' }),
      );
      isSeen ||= JSON.stringify(rounded(await ask(changing, told, where, null))) !== JSON.stringify(expected);
    }
    expect(isSeen).toBe(true);
  });
});
