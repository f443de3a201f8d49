import * as z from 'zod';

/**
 * A field that may be absent (unchanged, or not known) or null (cleared, or not known). `undefined` is no JSON and
 * is refused, so that "absent" has one spelling.
 */
export function clearable<T extends z.ZodType>(schema: T) {
  return z.exactOptional(z.nullable(schema));
}
