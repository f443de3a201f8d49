import type { EventProblemCode } from '../errors.ts';

/** One reason why an event is refused. `path` is a JSON Pointer into the event, `message` says what to do. */
export interface EventProblem {
  code: EventProblemCode;
  path: string;
  message: string;
}
