import { DiagLogLevel, context, diag, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator, loggingErrorHandler, setGlobalErrorHandler } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { createSeldomLog } from './create-seldom-log.ts';
import type { SeldomLog } from './create-seldom-log.ts';
import type { Tracing, TracingOptions } from './tracing.ts';

/** One attempt and its retries; less than `processorTimeoutMs`, so that the exporter says why it failed. */
const exportTimeoutMs = 5_000;
const processorTimeoutMs = 10_000;
/** Spans that wait; what exceeds it is dropped and told. Some 2 kB each. */
const maxQueuedSpans = 4_096;
const maxExportedSpans = 512;
const exportDelayMs = 2_000;
/** Bounds the frames of an error; nothing else comes near it. */
const longestAttribute = 2_000;
const failureIntervalMs = 60_000;

/** Registers the OpenTelemetry SDK with the API that the rest of the product calls. */
export function openTracerProvider(options: TracingOptions & { endpoint: string }): Tracing {
  const { service, endpoint, log, stopTimeoutMs = 5_000 } = options;
  const failures = createSeldomLog({ log, intervalMs: failureIntervalMs });
  const provider = createProvider(service, endpoint);
  if (!trace.setGlobalTracerProvider(provider)) throw new Error('this process is traced already');
  context.setGlobalContextManager(new AsyncLocalStorageContextManager());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  setGlobalErrorHandler((error) => reportLoss(failures, error));
  diag.setLogger(warningsOnly(failures), DiagLogLevel.WARN);

  const stop = async (): Promise<void> => {
    trace.disable();
    await settle(provider.shutdown(), stopTimeoutMs).catch((error: unknown) => reportLoss(failures, error));
    context.disable();
    propagation.disable();
    diag.disable();
    setGlobalErrorHandler(loggingErrorHandler());
  };
  let stopping: Promise<void> | null = null;
  return { stop: () => (stopping ??= stop()) };
}

function createProvider(service: string, endpoint: string): TracerProvider {
  const base = endpoint.endsWith('/') ? endpoint : `${endpoint}/`;
  const exporter = new OTLPTraceExporter({
    url: new URL('v1/traces', base).href,
    timeoutMillis: exportTimeoutMs,
  });
  const processor = new BatchSpanProcessor({
    exporter,
    maxQueueSize: maxQueuedSpans,
    maxExportBatchSize: maxExportedSpans,
    scheduledDelayMillis: exportDelayMs,
    exportTimeoutMillis: processorTimeoutMs,
  });
  return new TracerProvider({
    resource: defaultResource().merge(resourceFromAttributes({ 'service.name': service })),
    spanProcessors: [processor],
    spanLimits: { attributeValueLengthLimit: longestAttribute },
  });
}

function reportLoss(failures: SeldomLog, error: unknown): void {
  failures.warn({ err: error }, 'spans could not be exported');
}

/** What the SDK does not report as an error: spans dropped because the queue is full, spans the receiver refused. */
function warningsOnly(failures: SeldomLog) {
  const ignore = (): void => undefined;
  return {
    warn: (message: string) => failures.warn({ reason: message }, 'spans were lost'),
    error: ignore,
    info: ignore,
    debug: ignore,
    verbose: ignore,
  };
}

async function settle(work: Promise<void>, timeoutMs: number): Promise<void> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`not handed over within ${timeoutMs} ms`)), timeoutMs);
  try {
    await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
