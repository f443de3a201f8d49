import type * as z from 'zod';
import { findUnstorable } from '../events/storable.ts';
import { messageOfIssue } from '../issue-message.ts';
import { toJsonPointer, valueAt } from '../json-pointer.ts';

/** One thing wrong with a request. `path` is a JSON Pointer into the query or the body. */
export interface RequestProblem {
  path: string;
  message: string;
}

/** A request's query or body as its schema reads it, or everything that is wrong with it (at most 20). */
export type ParsedRequest<Value> =
  { kind: 'valid'; value: Value } | { kind: 'invalid'; problems: RequestProblem[] };

const maxProblems = 20;

/** Reads the query parameters or the body of a request; the messages are fit to be shown to its sender. */
export function parseRequest<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): ParsedRequest<z.output<Schema>> {
  const unstorable = findUnstorable(input);
  if (unstorable !== null)
    return { kind: 'invalid', problems: [{ path: unstorable.path, message: unstorable.message }] };
  const result = schema.safeParse(input);
  if (result.success) return { kind: 'valid', value: result.data };
  const problems = result.error.issues.slice(0, maxProblems).map((issue) => ({
    path: toJsonPointer(issue.path),
    message: messageOfIssue(issue, valueAt(input, issue.path)),
  }));
  return { kind: 'invalid', problems };
}
