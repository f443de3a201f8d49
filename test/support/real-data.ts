import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { testConfig } from './config.ts';

const repositoryRoot = fileURLToPath(new URL('../../', import.meta.url));

/** Path of a real data set. Where it is absent: an error if it is required, else undefined, and said aloud. */
export function findRealData(path: string): string | undefined {
  const found = resolve(repositoryRoot, testConfig.realDataFolder, path);
  if (existsSync(found)) return found;
  if (testConfig.requiresRealData) {
    throw new Error(`STEPUP_REQUIRE_REAL_DATA=1, but ${found} does not exist; set STEPUP_REAL_DATA`);
  }
  console.warn(`skipped: ${found} does not exist; set STEPUP_REAL_DATA to run the tests on real data`);
  return undefined;
}
