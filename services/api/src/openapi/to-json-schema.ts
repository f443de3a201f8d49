import * as z from 'zod';
import type { JsonSchema } from './document.ts';

/** The JSON Schema (2020-12) of what is sent (`input`) or answered (`output`). */
export function toJsonSchema(schema: z.ZodType, side: 'input' | 'output'): JsonSchema {
  const { $schema: _dialect, ...described } = z.toJSONSchema(schema, { io: side, target: 'draft-2020-12' });
  return described;
}
