/**
 * `pnpm storm`: faults on real servers and real processes, decided by seeds. `--seeds N` plays the seeds 1 to N (10), `--seed K`
 * one alone, `--resume` leaves out those of the ledger, in which every seed ever played stands with its outcome. Ctrl-C stops at
 * once; the storm under way does not count as played.
 */
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { repositoryRoot } from '../support/product/run-product.ts';
import { chooseSeeds } from './choose-seeds.ts';
import { describeSeconds, runStorms, type StormOutcome } from './run-storms.ts';

const ledgerPath = join(repositoryRoot, '.storms/ledger.jsonl');
const ledgerLine = z.object({ seed: z.number(), faults: z.array(z.string()) });
const count = z.coerce.number().int().min(1);

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '10' },
    seed: { type: 'string' },
    resume: { type: 'boolean', default: false },
  },
});
const wanted = {
  upTo: count.parse(values.seeds),
  only: values.seed === undefined ? null : count.parse(values.seed),
  isResumed: values.resume,
};
const seeds = chooseSeeds(wanted, await readPlayed());
console.log(
  seeds.length === 0 ? 'all of them were played' : `storms of ${seeds.length} seeds, from ${seeds[0]}`,
);
const stopping = new AbortController();
process.once('SIGINT', () => stopping.abort());
process.once('SIGTERM', () => stopping.abort());
let [held, failed] = [0, 0];
await runStorms(seeds, stopping.signal, async (outcome) => {
  if (outcome.faults.length === 0) held += 1;
  else failed += 1;
  tell(outcome);
  await mkdir(dirname(ledgerPath), { recursive: true });
  await appendFile(ledgerPath, `${JSON.stringify({ at: new Date().toISOString(), ...outcome })}\n`);
});
const left = seeds.length - held - failed;
console.log(`${held} passed, ${failed} failed${left === 0 ? '' : `, ${left} not played: --resume goes on`}`);
process.exit(failed === 0 && left === 0 ? 0 : 1);

function tell({ seed, seconds, steps, restarts, fatalMoments, faults }: StormOutcome): void {
  const verdict = faults.length === 0 ? 'holds' : 'FAILS';
  const killed = fatalMoments.length === 0 ? '' : ` (killed at ${fatalMoments.join(', ')})`;
  console.log(
    `seed ${seed} ${verdict}: ${steps} steps, ${restarts} restarts${killed}, ${describeSeconds(seconds)}`,
  );
  for (const fault of faults) console.log(`  ${fault}`);
}

/** A line that was cut off when it was written says nothing. */
async function readPlayed(): Promise<Set<number>> {
  const text = await readFile(ledgerPath, 'utf8').catch(() => '');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const lines = whole.split('\n').filter((line) => line !== '');
  return new Set(lines.map((line) => ledgerLine.parse(JSON.parse(line)).seed));
}
