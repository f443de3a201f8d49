/**
 * `pnpm storm`: faults on real servers and real processes, decided by seeds. `--seeds N` plays the next N seeds (10), `--seed K`
 * one again, `--resume` goes on after the last seed of the ledger, in which every seed ever played stands with its outcome.
 */
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { repositoryRoot } from '../support/product/run-product.ts';
import { runStorms, type StormOutcome } from './run-storms.ts';

const ledgerPath = join(repositoryRoot, '.storms/ledger.jsonl');
const ledgerLine = z.object({ seed: z.number(), faults: z.array(z.string()) });

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '10' },
    seed: { type: 'string' },
    resume: { type: 'boolean', default: false },
  },
});
const first = values.resume ? (await lastPlayed()) + 1 : 1;
const seeds =
  values.seed === undefined
    ? Array.from({ length: Number(values.seeds) }, (_, index) => first + index)
    : [Number(values.seed)];
console.log(`storms of the seeds ${seeds[0]} to ${seeds.at(-1)}`);
let held = 0;
await runStorms(seeds, async (outcome) => {
  if (outcome.faults.length === 0) held += 1;
  tell(outcome);
  await mkdir(dirname(ledgerPath), { recursive: true });
  await appendFile(ledgerPath, `${JSON.stringify(outcome)}\n`);
});
console.log(`${held} passed, ${seeds.length - held} failed`);
process.exitCode = held === seeds.length ? 0 : 1;

function tell({ seed, seconds, steps, restarts, faults }: StormOutcome): void {
  const verdict = faults.length === 0 ? 'holds' : 'FAILS';
  console.log(`seed ${seed} ${verdict}: ${steps} steps, ${restarts} restarts, ${seconds.toFixed(1)} s`);
  for (const fault of faults) console.log(`  ${fault}`);
}

async function lastPlayed(): Promise<number> {
  const text = await readFile(ledgerPath, 'utf8').catch(() => '');
  const lines = text.split('\n').filter((line) => line !== '');
  return Math.max(0, ...lines.map((line) => ledgerLine.parse(JSON.parse(line)).seed));
}
