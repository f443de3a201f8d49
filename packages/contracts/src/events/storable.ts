import { toJsonPointer } from '../json-pointer.ts';
import type { EventProblem } from './event-problem.ts';

const deepestLevel = 64;

/** Where it is, known on the way back up alone: almost every event has nothing to find. */
interface Found {
  code: EventProblem['code'];
  message: string;
  path: (string | number)[];
}

/**
 * The first thing in a value that JSON or a store cannot keep, or null: lone surrogates and NUL in text or field
 * names, nesting beyond 64 levels, a field named `__proto__`, and values that are no JSON (undefined, NaN, dates …).
 */
export function findUnstorable(value: unknown): EventProblem | null {
  const found = visit(value, 0);
  if (found === null) return null;
  const { code, message, path } = found;
  // Reported for the top: the place itself is a path of the same depth.
  const pointer = code === 'nesting_too_deep' ? '' : toJsonPointer(path);
  // A field name that cannot be kept must not come back in the answer either.
  return { code, path: pointer.toWellFormed().replaceAll('\0', '\uFFFD'), message };
}

function visit(value: unknown, depth: number): Found | null {
  switch (typeof value) {
    case 'string':
      return isKeepable(value) ? null : unkeepableText();
    case 'boolean':
      return null;
    case 'number':
      return Number.isFinite(value)
        ? null
        : found('field_invalid', 'must be a number that JSON can hold; this one is too large or no number');
    case 'object':
      return value === null ? null : visitContainer(value, depth);
    default:
      return found('field_invalid', 'is not JSON; leave the field out, or send null');
  }
}

function visitContainer(value: object, depth: number): Found | null {
  if (depth >= deepestLevel) {
    return found('nesting_too_deep', `must not be nested deeper than ${deepestLevel} levels`);
  }
  if (Array.isArray(value)) return visitArray(value, depth);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    return found('field_invalid', 'is not JSON; send text, a number, a list or an object');
  }
  for (const key of Object.keys(value)) {
    if (key === '__proto__') return found('field_invalid', 'must not have a field named __proto__');
    if (!isKeepable(key)) return unkeepableText();
    const member: unknown = Reflect.get(value, key);
    const inside = visit(member, depth + 1);
    if (inside !== null) return below(key, inside);
  }
  return null;
}

function visitArray(values: readonly unknown[], depth: number): Found | null {
  for (const [index, member] of values.entries()) {
    const inside = visit(member, depth + 1);
    if (inside !== null) return below(index, inside);
  }
  return null;
}

function isKeepable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

function unkeepableText(): Found {
  return found('text_invalid', 'holds a NUL character or half of a surrogate pair; send valid Unicode text');
}

function found(code: EventProblem['code'], message: string): Found {
  return { code, message, path: [] };
}

function below(step: string | number, inside: Found): Found {
  return { ...inside, path: [step, ...inside.path] };
}
