/**
 * ENOSPC and EDQUOT of the system, SQLSTATE 53100 (disk_full) of PostgreSQL, 243 (NOT_ENOUGH_SPACE) of ClickHouse, which its
 * client gives as text.
 */
const fullCodes: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', '53100', '243']);
/** The same in words: ClickHouse wraps the system's own (code 75 or 76), SQLite and child processes have nothing else. */
const fullWords =
  /\bENOSPC\b|\bEDQUOT\b|No space left on device|Disk quota exceeded|\bNOT_ENOUGH_SPACE\b|Check free disk space|database or disk is full/i;
/** Errors are wrapped a few times at most; a chain that bites its own tail ends too. */
const deepestCause = 8;

/** Whether a server or the system says in these words that a disk, or what one may take of it, is full. */
export function saysDiskFull(text: string): boolean {
  return fullWords.test(text);
}

/** Whether an error, what caused it, or one of several that came together says that a disk is full. */
export function isDiskFull(error: unknown): boolean {
  return isFullAt(error, 0);
}

function isFullAt(error: unknown, depth: number): boolean {
  if (!(error instanceof Error) || depth >= deepestCause) return false;
  if ('code' in error && fullCodes.has(error.code)) return true;
  if (saysDiskFull(error.message)) return true;
  if (error instanceof AggregateError && error.errors.some((each) => isFullAt(each, depth + 1))) return true;
  return isFullAt(error.cause, depth + 1);
}
