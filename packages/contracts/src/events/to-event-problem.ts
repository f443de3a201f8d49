import type * as z from 'zod';
import { isEventProblemCode } from '../errors.ts';
import { messageOfIssue } from '../issue-message.ts';
import { toJsonPointer, valueAt } from '../json-pointer.ts';
import type { EventProblem } from './event-problem.ts';

/** The problem that a validation issue of an event stands for. `input` is the event as it was sent. */
export function toEventProblem(issue: z.core.$ZodIssue, input: unknown): EventProblem {
  const value = valueAt(input, issue.path);
  return {
    code: codeOf(issue, value),
    path: toJsonPointer(issue.path),
    message: messageOfIssue(issue, value),
  };
}

function codeOf(issue: z.core.$ZodIssue, value: unknown): EventProblem['code'] {
  if (issue.code !== 'custom') return value === undefined ? 'field_missing' : 'field_invalid';
  const code: unknown = issue.params?.['code'];
  return isEventProblemCode(code) ? code : 'field_invalid';
}
