import { ROOT_CONTEXT, context } from '@opentelemetry/api';

/** Runs what outlives the span that happens to be active, such as a loop that one caller starts and others use. */
export function outsideSpans<Result>(work: () => Result): Result {
  return context.with(ROOT_CONTEXT, work);
}
