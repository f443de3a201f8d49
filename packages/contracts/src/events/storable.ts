import { toJsonPointer } from '../json-pointer.ts';
import type { EventProblem } from './event-problem.ts';

const deepestLevel = 64;

/**
 * The first thing in a value that JSON or a store cannot keep, or null: lone surrogates and NUL in text or field
 * names, nesting beyond 64 levels, a field named `__proto__`, and values that are no JSON (undefined, NaN, dates …).
 */
export function findUnstorable(value: unknown): EventProblem | null {
  return visit(value, []);
}

function visit(value: unknown, path: (string | number)[]): EventProblem | null {
  switch (typeof value) {
    case 'string':
      return isKeepable(value) ? null : unkeepableText(path);
    case 'boolean':
      return null;
    case 'number':
      if (Number.isFinite(value)) return null;
      return problem(
        path,
        'field_invalid',
        'must be a number that JSON can hold; this one is too large or no number',
      );
    case 'object':
      return value === null ? null : visitContainer(value, path);
    default:
      return problem(path, 'field_invalid', 'is not JSON; leave the field out, or send null');
  }
}

function visitContainer(value: object, path: (string | number)[]): EventProblem | null {
  // Reported for the top: the place itself is a path of the same depth.
  if (path.length >= deepestLevel) {
    return problem([], 'nesting_too_deep', `must not be nested deeper than ${deepestLevel} levels`);
  }
  if (Array.isArray(value)) return visitArray(value, path);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    return problem(path, 'field_invalid', 'is not JSON; send text, a number, a list or an object');
  }
  for (const [key, member] of Object.entries(value)) {
    if (key === '__proto__') return problem(path, 'field_invalid', 'must not have a field named __proto__');
    if (!isKeepable(key)) return unkeepableText(path);
    path.push(key);
    const found = visit(member, path);
    path.pop();
    if (found !== null) return found;
  }
  return null;
}

function visitArray(values: readonly unknown[], path: (string | number)[]): EventProblem | null {
  for (const [index, member] of values.entries()) {
    path.push(index);
    const found = visit(member, path);
    path.pop();
    if (found !== null) return found;
  }
  return null;
}

function isKeepable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

function unkeepableText(path: readonly (string | number)[]): EventProblem {
  return problem(
    path,
    'text_invalid',
    'holds a NUL character or half of a surrogate pair; send valid Unicode text',
  );
}

function problem(
  path: readonly (string | number)[],
  code: EventProblem['code'],
  message: string,
): EventProblem {
  // A field name that cannot be kept must not come back in the answer either.
  return { code, path: toJsonPointer(path).toWellFormed().replaceAll('\0', '\uFFFD'), message };
}
