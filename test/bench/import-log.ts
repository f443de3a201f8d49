import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testConfig } from '../support/config.ts';
import { findRealData } from '../support/real-data.ts';
import { type Figure, secondsFigure } from './figure.ts';
import { repositoryRoot, runProduct } from '../support/product/run-product.ts';

const runs = 3;

/** The log of 262,200 events, imported into a running instance, each time into another tenant. */
export async function measureImport(): Promise<Figure[]> {
  const file = findRealData('bpic2012/events.csv.gz');
  if (file === undefined) return [];
  const scratch = await mkdtemp(join(tmpdir(), 'stepup-bench-'));
  // PostgreSQL's own account passes through here where all runs as root.
  await chmod(scratch, 0o711);
  const dataDirectory = join(scratch, 'data');
  let product: Awaited<ReturnType<typeof runProduct>> | undefined;
  try {
    product = await runProduct({ dataDirectory, example: 'off' });
    const measured: number[] = [];
    for (let run = 1; run <= runs; run += 1) {
      const startedAtMs = performance.now();
      await importInto(`run-${run}`, file, dataDirectory, join(scratch, `report-${run}.json`));
      measured.push(performance.now() - startedAtMs);
    }
    return [secondsFigure('import of bpic2012 (262,200 rows)', measured, '≤ 30 s')];
  } finally {
    await product?.stop();
    await rm(scratch, { recursive: true, force: true });
  }
}

function importInto(tenant: string, file: string, dataDirectory: string, report: string): Promise<void> {
  const command = join(repositoryRoot, 'services/standalone/src/cli/stepup.ts');
  const mapping = join(repositoryRoot, 'packages/connectors/mappings/bpic2012.yaml');
  const options = [
    'import',
    'csv',
    file,
    '--mapping',
    mapping,
    '--tenant',
    tenant,
    '--report',
    report,
    '--json',
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [command, ...options], {
      env: { PATH: testConfig.commandPath, STEPUP_DATA_DIR: dataDirectory, STEPUP_EXAMPLE: 'off' },
      stdio: ['ignore', 'ignore', 'ignore'],
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`the import ended with ${code}`));
    });
  });
}
