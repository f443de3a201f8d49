import { SpanStatusCode } from '@opentelemetry/api';
import type { Span } from '@opentelemetry/api';
import { describeError } from '../logging/describe-error.ts';

/**
 * Marks a span as failed, with the kind of error and the frames where nothing else explains it. Never the message:
 * parsers and engines quote in it what people wrote. The message stands in the log, under the same trace id.
 */
export function failSpan(span: Span, error: unknown): void {
  if (!span.isRecording()) return;
  const described = error instanceof Error ? describeError(error) : null;
  const type = described?.type ?? typeof error;
  span.setAttribute('error.type', String(described?.code ?? type));
  span.addEvent('exception', {
    'exception.type': type,
    ...(described?.stack === undefined ? {} : { 'exception.stacktrace': described.stack }),
  });
  span.setStatus({ code: SpanStatusCode.ERROR });
}
