import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const repositoryRoot = fileURLToPath(new URL('../../', import.meta.url));
const folder = resolve(repositoryRoot, process.env['STEPUP_REAL_DATA'] ?? '../shared/data');
const isRequired = process.env['STEPUP_REQUIRE_REAL_DATA'] === '1';

/** Path of a real data set; where it is absent, undefined, said aloud, or an error if it is required. */
export function findRealData(path: string): string | undefined {
  const found = resolve(folder, path);
  if (existsSync(found)) return found;
  if (isRequired)
    throw new Error(`STEPUP_REQUIRE_REAL_DATA=1, but ${found} does not exist; set STEPUP_REAL_DATA`);
  console.warn(`skipped: ${found} does not exist; set STEPUP_REAL_DATA to run the tests on real data`);
  return undefined;
}

/** Path of a mapping file of the product. */
export function mappingPath(name: string): string {
  return resolve(repositoryRoot, 'packages/connectors/mappings', name);
}
