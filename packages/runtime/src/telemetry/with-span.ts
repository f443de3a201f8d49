import { ROOT_CONTEXT, SpanKind, context, isSpanContextValid, trace } from '@opentelemetry/api';
import type { Span } from '@opentelemetry/api';
import { failSpan } from './fail-span.ts';
import type { SpanLink } from './links-of.ts';
import type { TraceContext } from './trace-headers.ts';
import { currentTracer } from './tracer.ts';

/** Names, counts and codes of ours. Never texts of people, tokens or payloads: spans leave the house. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

export interface SpanOptions {
  /** Default `internal`. */
  kind?: keyof typeof spanKinds;
  attributes?: SpanAttributes;
  links?: readonly SpanLink[];
  /** The active span by default; null begins a trace of its own. */
  parent?: TraceContext | null;
}

/** A span while its work runs. */
export type OpenSpan = Pick<Span, 'setAttribute'>;

const spanKinds = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
} as const;

/**
 * Runs work in a span, which is active until the work has settled and then always ends. An error is recorded without its
 * message and thrown on.
 */
export async function withSpan<Result>(
  name: string,
  options: SpanOptions,
  work: (span: OpenSpan) => Promise<Result>,
): Promise<Result> {
  const { kind = 'internal', attributes = {}, links = [], parent } = options;
  const above =
    parent === undefined
      ? context.active()
      : parent === null
        ? ROOT_CONTEXT
        : trace.setSpanContext(ROOT_CONTEXT, parent);
  const settings = { kind: spanKinds[kind], attributes, links: [...links] };
  const span = currentTracer().startSpan(name, settings, above);
  // Nothing is traced: the work is all there is to do.
  if (!isSpanContextValid(span.spanContext())) return work(span);
  try {
    return await context.with(trace.setSpan(above, span), work, undefined, span);
  } catch (error) {
    failSpan(span, error);
    throw error;
  } finally {
    span.end();
  }
}
