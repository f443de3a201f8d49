import { logLevel, portNumber, readConfig, textList } from '@stepup/runtime';
import { z } from 'zod';

const schema = z.object({
  STEPUP_HTTP_PORT: portNumber.default(4002),
  STEPUP_HOST: z.string().default('127.0.0.1'),
  STEPUP_LOG_LEVEL: logLevel.default('info'),
  /** Where spans are sent over OTLP/HTTP; `/v1/traces` is appended. */
  STEPUP_OTLP_ENDPOINT: z.exactOptional(z.url({ protocol: /^https?$/ })),
  STEPUP_KAFKA_BROKERS: textList,
  STEPUP_CLICKHOUSE_URL: z.url({ protocol: /^https?$/ }),
});

/** How an instance of ingest is to run. */
export type IngestConfig = z.output<typeof schema>;

/** The configuration from the environment, or everything that is wrong with it. */
export function readIngestConfig(environment: Readonly<Record<string, string | undefined>> = process.env) {
  return readConfig(schema, environment);
}
