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

/** Variables of other processes of a deployment, which may share one environment. */
const ofOthers = [
  'STEPUP_DATA_DIR',
  'STEPUP_EXAMPLE',
  'STEPUP_OIDC_AUDIENCE',
  'STEPUP_OIDC_ISSUER',
  'STEPUP_OIDC_PERSON_CLAIM',
  'STEPUP_OIDC_TENANT_CLAIM',
  'STEPUP_POSTGRES_URL',
  'STEPUP_REDIS_URL',
  'STEPUP_REQUESTS_PER_TEN_SECONDS',
];

/** How an instance of ingest is to run. */
export type IngestConfig = z.output<typeof schema>;

/** The configuration from the environment, or everything that is wrong with it. */
export function readIngestConfig(environment: Readonly<Record<string, string | undefined>> = process.env) {
  return readConfig(schema, environment, { alsoKnown: ofOthers });
}
