import type { TraceContext } from './trace-headers.ts';
import { traceContextOf } from './trace-headers.ts';

/** A span that others caused without being its parents. */
export interface SpanLink {
  context: TraceContext;
}

/** What a span holds; the specification's default for SDKs. */
const mostLinks = 128;

/** The different spans that a batch of messages comes from, each once, the first 128. */
export function linksOf(batch: Iterable<Readonly<Record<string, string>>>): SpanLink[] {
  const links: SpanLink[] = [];
  // Messages of one request bear the same text: compared before it is parsed, a batch costs one look-up a message.
  const seen = new Set<string>();
  for (const headers of batch) {
    const { traceparent } = headers;
    if (traceparent === undefined || seen.has(traceparent)) continue;
    seen.add(traceparent);
    const context = traceContextOf(headers);
    if (context !== null) links.push({ context });
    if (links.length === mostLinks) break;
  }
  return links;
}
