import type { Logger } from '../logging/create-logger.ts';

export interface TracingOptions {
  /** Name of the process, the resource attribute `service.name`. */
  service: string;
  /** Base address of an OTLP/HTTP receiver, for example `http://127.0.0.1:4318`; none means that nothing is traced. */
  endpoint: string | undefined;
  log: Logger;
  /** How long `stop` may take to hand over what is left; default 5 s. */
  stopTimeoutMs?: number;
}

export interface Tracing {
  /** Hands over the spans that ended, within bounds, and records no more. Never rejects. */
  stop(): Promise<void>;
}
