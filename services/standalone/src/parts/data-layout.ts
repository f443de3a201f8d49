import { join } from 'node:path';

/** Where the built-in issuer keeps its key. */
export function issuerDirectory(dataDirectory: string): string {
  return join(dataDirectory, 'issuer');
}
