import { isSpanContextValid, trace } from '@opentelemetry/api';

/** The ids under which a line of the log and the active span find each other; empty where none is active. */
export function activeTraceIds(): { traceId?: string; spanId?: string } {
  const active = trace.getActiveSpan()?.spanContext();
  // A new object each time: the logger writes the fields of the line into it.
  if (active === undefined || !isSpanContextValid(active)) return {};
  return { traceId: active.traceId, spanId: active.spanId };
}
