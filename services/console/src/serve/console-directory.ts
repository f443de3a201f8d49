import { fileURLToPath } from 'node:url';

/** Where the built console lies: static files with `index.html` for every address that is not a file. */
export function consoleDirectory(): string {
  return fileURLToPath(new URL('../../dist', import.meta.url));
}
