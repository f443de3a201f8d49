/** Every indicator against the oracle on a real log: loan applications of a bank, every fourth, with the calls about them. */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { importFile, parseMapping } from '@stepup/connectors';
import { indicatorIds, type SalesEvent } from '@stepup/contracts';
import { type AcceptedEvent, storeBatch } from '@stepup/warehouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareWork, readWork, workIndicators } from '../support/engine/compare-work.ts';
import { compareQuestions, type Question } from '../support/engine/find-differences.ts';
import { type StartedWarehouse, startWarehouse } from '../support/engine/start-warehouse.ts';
import { measuredIndicators } from '../support/oracle/indicators/measure-indicator.ts';
import { findRealData } from '../support/real-data.ts';

const log = findRealData('bpic2012/events.csv.gz');
const mappingFile = fileURLToPath(
  new URL('../../packages/connectors/mappings/bpic2012.yaml', import.meta.url),
);
const receivedAt = '2026-01-01T00:00:00.000000Z';
const tenant = 'bpic';
const eventsPerBatch = 10_000;

const always = { from: '2011-01-01T00:00:00.000000Z', to: '2013-01-01T00:00:00.000000Z' };
const winter = { from: '2011-11-15T11:30:00.000000Z', to: '2012-02-01T00:00:00.000000Z' };
/** In the middle of the log, and after its end. */
const moments = ['2012-01-20T09:15:00.000000Z', '2012-04-01T00:00:00.000000Z'] as const;
const stages = ['A_SUBMITTED', 'A_PREACCEPTED', 'A_ACCEPTED', 'O_SENT', 'O_SENT_BACK'] as const;
const ofOneStep = ['step_up_rate', 'neighbour_product', 'mature_rate', 'stalled_deals'];
const ofNoPipeline = ['activities', 'first_response_time'];

/** Every fourth application, with all that was done about it: the oracle goes through its lists from their beginning. */
function isTaken({ data }: SalesEvent): boolean {
  return !('deal_id' in data) || Number(data.deal_id) % 4 === 0;
}

async function readLog(path: string): Promise<AcceptedEvent[]> {
  const parsed = parseMapping(await readFile(mappingFile, 'utf8'));
  if (parsed.kind !== 'ok') throw new Error(`the mapping is not readable: ${JSON.stringify(parsed)}`);
  const events: SalesEvent[] = [];
  const options = { format: 'csv', paths: [path], mapping: parsed.mapping, tenant, receivedAt } as const;
  for await (const lot of importFile({ ...options, open: (file) => createReadStream(file) })) {
    for (const step of lot) if (step.kind === 'event') events.push(step.event);
  }
  return events.filter(isTaken).map((event) => ({ event, receivedAt }));
}

/** Every indicator twice: by people and over time, in the middle of the log and at its end, of a step and of the whole. */
function questions(): [string, Question][] {
  return measuredIndicators.flatMap((id, nth): [string, Question][] =>
    ([0, 1] as const).map((which) => [
      id,
      {
        ...((nth + which) % 2 === 0 ? always : winter),
        asOf: moments[which],
        by: which === 0 ? (nth % 2 === 0 ? 'none' : 'rep') : nth % 2 === 0 ? 'rep' : 'month',
        ...(ofNoPipeline.includes(id) ? {} : { pipeline: 'loans' }),
        ...(ofOneStep.includes(id) ? { stage: stages[(nth + which) % stages.length] ?? 'O_SENT' } : {}),
      },
    ]),
  );
}

/** What is counted at a moment or against a quota goes by no months of entry. */
function isAnswerable([id, { by }]: [string, Question]): boolean {
  return by !== 'month' || !['open_age', 'deal_load', 'sales_velocity'].includes(id);
}

describe.skipIf(log === undefined)('the log of 2012', () => {
  let started: StartedWarehouse;
  let accepted: AcceptedEvent[];
  beforeAll(async () => {
    [started, accepted] = await Promise.all([startWarehouse(), readLog(log ?? '')]);
    expect(accepted.length).toBeGreaterThan(10_000);
    for (let first = 0; first < accepted.length; first += eventsPerBatch) {
      await storeBatch(started.warehouse, accepted.slice(first, first + eventsPerBatch));
    }
  }, 600_000);
  afterAll(() => started.stop());

  it('is asked about everything in the catalogue', () => {
    const asked = [...measuredIndicators, ...workIndicators, 'first_response_business_time'];
    // A forecast is compared with what came, elsewhere.
    expect(indicatorIds.filter((id) => !asked.includes(id))).toEqual(['attainment_forecast']);
  });

  it('has the indicators of process, signs and results that the oracle counts', async () => {
    const asked = questions().filter(isAnswerable);
    expect(
      await compareQuestions(started.warehouse, { tenant, accepted, isNumbersOnly: true }, asked),
    ).toEqual([]);
  }, 600_000);

  it('has the indicators of the work that the oracle counts', async () => {
    const told = readWork(tenant, accepted, moments[1], { pipeline: 'loans', ...winter });
    // One grouping an indicator, another for the next.
    expect(
      await compareWork(
        started.warehouse,
        told,
        (by, nth) => by === ([null, 'rep', 'month'] as const)[nth % 3],
      ),
    ).toEqual([]);
  }, 600_000);
});
