import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testConfig } from '../support/config.ts';
import { type Figure, secondsFigure } from './figure.ts';
import { waitForFirstGap } from '../support/product/first-gap.ts';
import { repositoryRoot, runProduct } from '../support/product/run-product.ts';

/** A clone of what is committed, with an empty npm cache and an empty pnpm store, until the first gap can be read. */
export async function measureFreshClone(): Promise<Figure[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'stepup-bench-'));
  const clone = join(scratch, 'clone');
  const environment = {
    ...testConfig.network,
    npm_config_cache: join(scratch, 'npm-cache'),
    pnpm_config_store_dir: join(scratch, 'pnpm-store'),
    XDG_DATA_HOME: join(scratch, 'data-home'),
    XDG_CACHE_HOME: join(scratch, 'cache-home'),
  };
  try {
    const startedAtMs = performance.now();
    await run('git', ['clone', '--quiet', repositoryRoot, clone], repositoryRoot, {});
    await run('npx', ['--yes', 'pnpm@12', 'install', '--frozen-lockfile'], clone, environment);
    const installedMs = performance.now() - startedAtMs;
    const options = ['--yes', 'pnpm@12', 'start'];
    const product = await runProduct({
      dataDirectory: join(scratch, 'data'),
      example: 'on',
      commandLine: { file: 'npx', options, workingDirectory: clone, environment },
    });
    try {
      await waitForFirstGap(product.url);
      const wholeMs = performance.now() - startedAtMs;
      return [
        secondsFigure('fresh clone to first flagged gap', [wholeMs], '≤ 120 s'),
        secondsFigure('… of that clone, download and installation', [installedMs], ''),
      ];
    } finally {
      await product.stop();
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function run(
  file: string,
  options: readonly string[],
  workingDirectory: string,
  environment: Record<string, string>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, options, {
      cwd: workingDirectory,
      env: { PATH: testConfig.commandPath, HOME: testConfig.home, ...environment },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${file} ${options.join(' ')} ended with ${code}`));
    });
  });
}
