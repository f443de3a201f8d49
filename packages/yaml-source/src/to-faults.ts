import type * as z from 'zod';
import type { YamlPath } from './yaml-path.ts';

/** What an issue of a schema means to whoever wrote the text. */
export function toFaults(
  issue: z.core.$ZodIssue,
  unionKey?: { readonly key: string; readonly message: string },
): { path: YamlPath; message: string }[] {
  const path = issue.path.filter((key) => typeof key !== 'symbol');
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        message: `${JSON.stringify(key)} is not known here`,
      }));
    case 'invalid_union':
      return unionKey === undefined
        ? [{ path, message: issue.message }]
        : [{ path: [...path, unionKey.key], message: unionKey.message }];
    case 'invalid_value':
      return [
        { path, message: `must be one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}` },
      ];
    case 'invalid_type': {
      const expected = kindOf(issue.expected);
      return [
        { path, message: issue.input === undefined ? `is missing (${expected})` : `must be ${expected}` },
      ];
    }
    case 'too_small':
      return [{ path, message: issue.origin === 'array' ? sizeOf(issue.minimum) : issue.message }];
    default:
      return [{ path, message: issue.message }];
  }
}

function sizeOf(least: number | bigint): string {
  return Number(least) <= 1 ? 'must not be empty' : `must have at least ${String(least)} entries`;
}

function kindOf(expected: string): string {
  switch (expected) {
    case 'array':
      return 'a list';
    case 'object':
    case 'record':
      return 'a block of keys';
    case 'number':
    case 'int':
      return 'a number';
    default:
      return 'a text';
  }
}
