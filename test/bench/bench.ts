/**
 * `pnpm bench`: the figures of the product on this machine, each the median of several runs, as a Markdown table. No
 * timed tests: nothing here passes or fails. `--only NAME…` runs some; names: fresh, later, import, funnel, memory.
 */
import { cpus, totalmem } from 'node:os';
import { measureFreshClone } from './fresh-clone.ts';
import { measureFunnel } from './funnel.ts';
import { measureImport } from './import-log.ts';
import { measureLaterStarts } from './later-starts.ts';
import { measureMemory } from './memory.ts';
import type { Figure } from './figure.ts';

const benchmarks: Record<string, () => Promise<Figure[]>> = {
  fresh: measureFreshClone,
  later: measureLaterStarts,
  import: measureImport,
  funnel: measureFunnel,
  memory: measureMemory,
};

const only = process.argv.slice(process.argv.indexOf('--only') + 1);
const names = process.argv.includes('--only') ? only : Object.keys(benchmarks);
const [cpu] = cpus();
console.log(
  `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpu?.model ?? 'unknown processor'}, ` +
    `${Math.round(totalmem() / 1024 ** 3)} GiB, Node ${process.versions.node}\n`,
);
console.log('| figure | value | runs | to reach |\n|---|---|---|---|');
for (const name of names) {
  const benchmark = benchmarks[name];
  if (benchmark === undefined)
    throw new Error(`there is no benchmark ${name}: ${Object.keys(benchmarks).join(', ')}`);
  for (const { what, value, runs, goal } of await benchmark()) {
    console.log(`| ${what} | ${value} | ${runs.join(', ')} | ${goal} |`);
  }
}
