import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  context,
  isSpanContextValid,
  trace,
} from '@opentelemetry/api';
import { traceContextOf } from '../telemetry/trace-headers.ts';
import { currentTracer } from '../telemetry/tracer.ts';
import type { HttpHandler } from './handler.ts';
import { requestContextOf } from './request-context.ts';

/**
 * Opens a span for each request, continuing the trace of the caller, in which everything behind it runs. Named by method
 * and route pattern and never by the address, which may hold names; `request-context.ts` has to come before.
 */
export function traceRequests(untracedPaths: ReadonlySet<string>): HttpHandler {
  return (request, response, next) => {
    if (untracedPaths.has(request.path)) {
      next();
      return;
    }
    const caller = traceContextOf(request.headers);
    const above = caller === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, caller);
    const { method } = request;
    const settings = { kind: SpanKind.SERVER, attributes: { 'http.request.method': method } };
    const span = currentTracer().startSpan(method, settings, above);
    if (!isSpanContextValid(span.spanContext())) {
      // Nothing is traced.
      next();
      return;
    }
    response.on('close', () => {
      const { route } = requestContextOf(request);
      if (route !== null) span.updateName(`${method} ${route}`).setAttribute('http.route', route);
      if (response.headersSent) span.setAttribute('http.response.status_code', response.statusCode);
      const isAnswered = response.writableFinished;
      if (!isAnswered || response.statusCode >= 500) {
        span.setAttribute('error.type', isAnswered ? String(response.statusCode) : 'aborted');
        span.setStatus({ code: SpanStatusCode.ERROR });
      }
      span.end();
    });
    context.with(trace.setSpan(above, span), next);
  };
}
