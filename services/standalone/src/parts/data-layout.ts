import { join } from 'node:path';

/** Where the built-in issuer keeps its key. */
export function issuerDirectory(dataDirectory: string): string {
  return join(dataDirectory, 'issuer');
}

/** Where dead letters are kept. */
export function deadLetterDirectory(dataDirectory: string): string {
  return join(dataDirectory, 'dead-letters');
}
