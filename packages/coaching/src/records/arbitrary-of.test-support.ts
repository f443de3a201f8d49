import fc from 'fast-check';
import * as z from 'zod';

const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-11-${String(n).padStart(2, '0')}`);
const moment = fc
  .record({ day, hour: fc.integer({ min: 0, max: 23 }) })
  .map((at) => `${at.day}T${String(at.hour).padStart(2, '0')}:30:00.000000Z`);
/** Small numbers are the ids of entries that earlier moves made. */
/** Nothing that anybody wrote may leave a record as a measure; this is looked for there. */
export const plantedWord = 'Quokkafels';
const word = fc.constantFrom('1', '2', '3', '4', '5', 'learner', 'coach', plantedWord, ' ');

/** Values that a schema of the contract takes, made from its JSON Schema. */
export function arbitraryOf<Value>(schema: z.ZodType<Value>): fc.Arbitrary<Value> {
  const described = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return walk(described)
    .map((made) => schema.safeParse(made))
    .filter((parsed) => parsed.success)
    .map(({ data }) => data);
}

type Described = z.core.JSONSchema.BaseSchema;

function walk(described: Described): fc.Arbitrary<unknown> {
  const options = described.anyOf ?? described.oneOf;
  if (options !== undefined) return fc.oneof(...options.map(walk));
  if (described.const !== undefined) return fc.constant(described.const);
  if (described.enum !== undefined) return fc.constantFrom(...described.enum);
  switch (described.type) {
    case 'object': {
      const properties = Object.entries(described.properties ?? {});
      const required = described.required ?? [];
      return fc.record(Object.fromEntries(properties.map(([name, value]) => [name, asDescribed(value)])), {
        requiredKeys: properties.map(([name]) => name).filter((name) => required.includes(name)),
      });
    }
    case 'array': {
      const items = described.items;
      const one = Array.isArray(items) || items === undefined ? fc.constant(null) : asDescribed(items);
      return fc.array(one, { minLength: described.minItems ?? 0, maxLength: 4 });
    }
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return fc.integer({ min: described.minimum ?? 0, max: Math.min(described.maximum ?? 50, 50) });
    default:
      if (described.format === 'date') return day;
      if (described.format === 'date-time') return moment;
      if (described.format === 'uuid') return fc.uuid();
      return described.pattern?.includes('(?:0[1-9]|1[0-2])') === true ? fc.constant('2026-11') : word;
  }
}

function asDescribed(value: Described | boolean): fc.Arbitrary<unknown> {
  return typeof value === 'boolean' ? fc.constant(null) : walk(value);
}
