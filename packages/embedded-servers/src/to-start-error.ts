import { describeFullDisk, saysDiskFull } from '@stepup/runtime';
import { EmbeddedServerError } from './embedded-server-error.ts';

/** The engine's words; PostgreSQL's are known where it is launched. */
const DAMAGE =
  /Cannot parse definition from metadata|CANNOT_READ_ALL_DATA|CORRUPTED_DATA|CHECKSUM_DOESNT_MATCH/;

/** Recognises the usual reasons in what a server said when it did not start. */
export async function toStartError(
  server: string,
  directory: string,
  reason: string,
): Promise<EmbeddedServerError> {
  const said = reason.length > 2000 ? `${reason.slice(0, 2000)} …` : reason;
  const what = `The embedded ${server} on ${directory} did not start: ${said}`;
  if (saysDiskFull(reason)) {
    const full = await describeFullDisk(directory);
    return new EmbeddedServerError('disk_full', full.reason, full.advice, new Error(what));
  }
  if (DAMAGE.test(reason)) {
    return new EmbeddedServerError(
      'damaged_directory',
      `The data of the embedded ${server} in ${directory} are damaged: ${said}`,
      'Restore a backup of the data directory. Nothing has been changed in it.',
    );
  }
  if (/EACCES|EPERM|EROFS|Permission denied|Read-only file system/i.test(reason)) {
    return new EmbeddedServerError(
      'no_permission',
      what,
      'Give the user who starts the program the right to write there.',
    );
  }
  if (/EADDRINUSE|Address already in use/i.test(reason)) {
    return new EmbeddedServerError(
      'port_taken',
      what,
      'Another process listens on that port; start again to get another one.',
    );
  }
  if (
    /Cannot lock file|CANNOT_OPEN_FILE.*lock|already (running|locked)|lock file .* already exists/i.test(
      reason,
    )
  ) {
    return new EmbeddedServerError(
      'directory_in_use',
      what,
      'Stop the other process that uses this directory, or choose another.',
    );
  }
  return new EmbeddedServerError(
    'start_failed',
    what,
    'If the directory is damaged, restore it from a backup; it is never wiped.',
  );
}
