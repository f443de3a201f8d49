import { ROOT_CONTEXT, context, propagation, trace } from '@opentelemetry/api';
import type { SpanContext } from '@opentelemetry/api';

/** A span by its ids, also one of another process. */
export type TraceContext = SpanContext;

/** Of an HTTP request or of a message of the bus. */
export type CarryingHeaders = Readonly<Record<string, string | string[] | undefined>>;

/**
 * The active span as the headers of W3C Trace Context (`traceparent`, `tracestate`), to go along with messages; empty
 * where none is active.
 */
export function traceHeadersOf(): Record<string, string> {
  const headers: Record<string, string> = {};
  propagation.inject(context.active(), headers);
  return headers;
}

/** The span that headers name; null when they name none, are malformed, or nothing is traced here. */
export function traceContextOf(headers: CarryingHeaders): TraceContext | null {
  return trace.getSpanContext(propagation.extract(ROOT_CONTEXT, headers)) ?? null;
}
