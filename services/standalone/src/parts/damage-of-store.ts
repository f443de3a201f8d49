/** SQLSTATE: internal error, damaged data, damaged index, a file that is missing, a file that cannot be read. */
const damageStates = new Set<unknown>(['XX000', 'XX001', 'XX002', '58P01', '58030']);
const deepestCause = 8;

/** What PostgreSQL says of its own files when it cannot make sense of them; null where something else is wrong. */
export function damageOfStore(error: unknown): string | null {
  let current = error;
  for (let depth = 0; depth < deepestCause && current instanceof Error; depth += 1) {
    if ('code' in current && damageStates.has(current.code)) return current.message;
    current = current.cause;
  }
  return null;
}
