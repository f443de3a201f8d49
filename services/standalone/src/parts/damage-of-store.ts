import { causesOf } from '@stepup/runtime';

/** SQLSTATE: damaged data, damaged index, a file that is missing, a file that cannot be read. */
const damageStates = new Set<unknown>(['XX001', 'XX002', '58P01', '58030']);
/** An internal error may be anything; these are what it says of files. */
const internalError = 'XX000';
const saysFiles =
  /could not (?:open|read|access|find)|invalid page|cache lookup failed|relation mapping|catalog/i;

/** What PostgreSQL says of its own files when it cannot make sense of them; null where something else is wrong. */
export function damageOfStore(error: unknown): string | null {
  for (const cause of causesOf(error)) {
    if ('code' in cause && isDamage(cause.code, cause.message)) return cause.message;
  }
  return null;
}

function isDamage(state: unknown, message: string): boolean {
  return damageStates.has(state) || (state === internalError && saysFiles.test(message));
}
