import { DatabaseError } from 'pg';

/** The constraint or unique index that a statement broke, or null when it failed for another reason. */
export function violatedConstraint(error: unknown): string | null {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof DatabaseError && cause.code === '23505') return cause.constraint ?? null;
  }
  return null;
}
