import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Path of a mapping file of the product. */
export function mappingPath(name: string): string {
  return resolve(fileURLToPath(new URL('../../packages/connectors/mappings', import.meta.url)), name);
}
