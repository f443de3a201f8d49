/**
 * Everything that must hold before a change lands: types, lint, format, dead code, boundaries, generated files, then
 * all suites. Prints each check as it ends and closes with `N passed, N failed`, checks and test cases together.
 */
import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';

interface Check {
  name: string;
  command: string[];
}

const checks: Check[] = [
  { name: 'types', command: ['tsc', '-p', 'tsconfig.json'] },
  {
    name: 'types without Node: statistics',
    command: ['tsc', '-p', 'packages/statistics/tsconfig.pure.json'],
  },
  { name: 'types without Node: diagnosis', command: ['tsc', '-p', 'packages/diagnosis/tsconfig.pure.json'] },
  { name: 'types without Node: coaching', command: ['tsc', '-p', 'packages/coaching/tsconfig.pure.json'] },
  {
    name: 'types without Node: verification',
    command: ['tsc', '-p', 'packages/verification/tsconfig.pure.json'],
  },
  {
    name: 'types without Node: content features',
    command: ['tsc', '-p', 'packages/content-features/tsconfig.pure.json'],
  },
  { name: 'types of the console', command: ['tsc', '-p', 'services/console'] },
  { name: 'lint', command: ['oxlint', '--type-aware', '--deny-warnings'] },
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'dead code', command: ['knip'] },
  {
    name: 'boundaries',
    command: [
      'depcruise',
      '--config',
      '.dependency-cruiser.cjs',
      'packages',
      'services',
      'dashboards',
      'test',
      'infra',
    ],
  },
  { name: 'generated boards', command: ['node', 'dashboards/scripts/generate.ts', '--check'] },
  { name: 'generated schemas', command: ['node', 'packages/contracts/scripts/generate.ts', '--check'] },
];

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
});

let passed = 0;
let failed = 0;
let skipped = 0;

for (const check of checks) {
  const startedAt = performance.now();
  const exitCode = await run(check.command);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${exitCode === 0 ? 'ok  ' : 'FAIL'} ${check.name} (${seconds} s)`);
  if (exitCode === 0) passed += 1;
  else failed += 1;
}

const reportFile = join(tmpdir(), `stepup-suites-${process.pid}.json`);
const suites = ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
const suitesExitCode = await run(suites);
const report = await readReport(reportFile);
passed += report.numPassedTests;
failed += report.numFailedTests;
skipped += report.numPendingTests;
// A suite that could not even load has no failed test to count.
if (suitesExitCode !== 0 && report.numFailedTests === 0) failed += 1;

console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed === 0 ? 0 : 1;

/** Runs a tool of the workspace, its output passed through; the exit code, 1 for a signal. */
function run([tool = '', ...options]: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(tool, options, { stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

async function readReport(file: string): Promise<z.output<typeof vitestReport>> {
  try {
    return vitestReport.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0 };
  } finally {
    await rm(file, { force: true });
  }
}
