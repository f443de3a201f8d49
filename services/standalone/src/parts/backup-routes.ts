import { pipeline } from 'node:stream/promises';
import {
  type Clock,
  authenticate,
  claimsOf,
  type Route,
  sendProblem,
  type TokenVerifier,
} from '@stepup/runtime';
import { instantOfDate, problemOf } from '@stepup/contracts';
import { readStoreVersion } from '@stepup/store';
import { readWarehouseVersion } from '@stepup/warehouse';
import { type ArchiveSources, writeArchive } from '../backup/write-archive.ts';
import { readExampleRecord } from '../example/example-record.ts';

interface BackupRoutesOptions {
  dataDirectory: string;
  verifier: TokenVerifier;
  clock: Clock;
  sources: ArchiveSources;
}

/** The scope of who runs the installation: a backup holds the data of every tenant, coaching notes included. */
const neededScope = 'operate:installation';

/** `GET /v1/backup`: both stores as one file, while everything goes on. */
export function createBackupRoutes({
  dataDirectory,
  verifier,
  clock,
  sources,
}: BackupRoutesOptions): Route[] {
  return [
    {
      method: 'get',
      path: '/v1/backup',
      handlers: [
        authenticate({
          verifier,
          problems: { unauthenticated: problemOf('unauthenticated'), unavailable: problemOf('unavailable') },
        }),
        async (request, response) => {
          if (!claimsOf(request).scopes.includes(neededScope)) {
            sendProblem(response, problemOf('forbidden'), {
              detail: `A backup needs the scope ${neededScope}.`,
            });
            return;
          }
          const archive = writeArchive(sources, {
            format: 'stepup-backup',
            version: 1,
            made_at: instantOfDate(clock.now()),
            migrations: { store: await readStoreVersion(), warehouse: await readWarehouseVersion() },
            example: await readExampleRecord(dataDirectory),
          });
          response.status(200).type('application/gzip');
          // A failure in the midst breaks the connection, and the file lacks its last line.
          await pipeline(archive, response);
        },
      ],
    },
  ];
}
