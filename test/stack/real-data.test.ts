/** The main job on real input: import by the command, then the figures that are known of these data, over HTTP. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { funnelAnswer, indicatorAnswer } from '@stepup/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HttpInstance, readBodyAs, startHttpInstance } from '../contract/http-instance.ts';
import { findRealData } from '../support/real-data.ts';

const command = fileURLToPath(new URL('../../services/standalone/src/cli/stepup.ts', import.meta.url));
const mappings = fileURLToPath(new URL('../../packages/connectors/mappings/', import.meta.url));
const maven = findRealData('maven-crm/sales_pipeline.csv');
const bpic = findRealData('bpic2012/events.csv.gz');

let instance: HttpInstance;
let scratch: string;
beforeAll(async () => {
  instance = await startHttpInstance();
  scratch = await mkdtemp(join(tmpdir(), 'stepup-real-data-'));
});
afterAll(async () => {
  await instance.stop();
  await rm(scratch, { recursive: true, force: true });
});

interface Ended {
  exitCode: number | null;
  output: string;
}

/** Runs `stepup import` as a process of its own, which finds the instance through its data directory. */
function importFile(file: string, mapping: string, tenant: string): Promise<Ended> {
  const report = join(scratch, `${tenant}.json`);
  const options = ['--mapping', join(mappings, mapping), '--tenant', tenant, '--report', report, '--json'];
  const child = spawn(process.execPath, [command, 'import', 'csv', file, ...options], {
    env: { ...instance.commandEnvironment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (piece) => (output += String(piece)));
  child.stderr.on('data', (piece) => (output += String(piece)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, output }));
  });
}

async function askIndicator(tenant: string, path: string) {
  const answer = readBodyAs(indicatorAnswer, await instance.get(tenant, `/v1/indicators/${path}`));
  return new Map(answer.rows.map((row) => [row.key, row]));
}

async function askSteps(tenant: string, query: string) {
  const answer = readBodyAs(funnelAnswer, await instance.get(tenant, `/v1/funnel?${query}`));
  const [all] = answer.rows;
  return (all?.steps ?? []).map(({ stage_id, entered, advanced, lost, open }) => [
    stage_id,
    entered,
    advanced,
    lost,
    open,
  ]);
}

describe.skipIf(maven === undefined)('maven-crm', () => {
  const period = 'from=2016-01-01&to=2018-01-01&as_of=2018-01-01';

  it('is imported, and importing it again changes nothing', async () => {
    const first = await importFile(maven ?? '', 'maven-crm.yaml', 'maven');
    expect(first.exitCode, first.output).toBe(0);
    const steps = await askSteps('maven', period);
    const again = await importFile(maven ?? '', 'maven-crm.yaml', 'maven');
    expect(again.exitCode, again.output).toBe(0);
    expect(again.output).toContain('"accepted":15554,"duplicates":15554');
    expect(await askSteps('maven', period)).toEqual(steps);
  });

  it('has the steps of its snapshot', async () => {
    expect(await askSteps('maven', period)).toEqual([
      ['Prospecting', 500, 0, 0, 500],
      ['Engaging', 8300, 4238, 2473, 1589],
    ]);
  });

  it('has its wins and its revenue, which names no currency', async () => {
    const all = (await askIndicator('maven', `win_rate?${period}`)).get('all');
    expect(all?.n).toBe(6711);
    expect(all?.value).toBeCloseTo(0.6315, 5);
    const revenue = (await askIndicator('maven', `won_revenue?${period}`)).get('all');
    expect(revenue).toMatchObject({ value: '10005534.00', n: 4238 });
    expect(revenue).not.toHaveProperty('currency');
  });

  it('has the figures of single people', async () => {
    const rates = await askIndicator('maven', `win_rate?${period}&by=rep`);
    expect(rates.get('Hayden Neloms')?.value).toBeCloseTo(107 / 152, 12);
    expect(rates.get('Lajuana Vencill')?.value).toBeCloseTo(127 / 231, 12);
    const revenue = await askIndicator('maven', `won_revenue?${period}&by=rep`);
    expect(revenue.get('Darcel Schlecht')).toMatchObject({ value: '1153214.00', n: 349 });
  });

  it('knows GTXPro and GTX Pro as one product', async () => {
    const won = await askIndicator('maven', `won_deals?${period}&by=product`);
    expect([...won.keys()]).toContain('GTX Pro');
    expect([...won.keys()]).not.toContain('GTXPro');
  });
});

describe.skipIf(bpic === undefined)('bpic2012', () => {
  const period = 'from=2011-01-01&to=2013-01-01';

  it('is imported', async () => {
    const ended = await importFile(bpic ?? '', 'bpic2012.yaml', 'bpic');
    expect(ended.exitCode, ended.output).toBe(0);
  }, 600_000);

  it('has as many applications at each step as the log', async () => {
    const steps = await askSteps('bpic', period);
    expect(steps.map(([stage, entered]) => [stage, entered])).toEqual([
      ['A_SUBMITTED', 13_087],
      ['A_PREACCEPTED', 7367],
      ['A_ACCEPTED', 5113],
      ['O_SENT', 5015],
      ['O_SENT_BACK', 3254],
    ]);
  });

  it('has its activations, declines and cancellations', async () => {
    expect((await askIndicator('bpic', `won_deals?${period}`)).get('all')?.value).toBe(2246);
    expect((await askIndicator('bpic', `win_rate?${period}`)).get('all')?.n).toBe(2246 + 7635 + 2807);
  });

  it('has its calls, and those that nobody is known to have made', async () => {
    expect((await askIndicator('bpic', `activities?${period}`)).get('all')?.value).toBe(33_804);
    const byRep = await askIndicator('bpic', `activities?${period}&by=rep&limit=1000`);
    expect(byRep.get('unassigned')?.value).toBe(4100);
    expect(byRep.has('112')).toBe(false);
  });
});
