import { logLevel, portNumber, readConfig, textList, wholeNumber } from '@stepup/runtime';
import { z } from 'zod';

const schema = z.object({
  STEPUP_HTTP_PORT: portNumber.default(4001),
  STEPUP_HOST: z.string().default('127.0.0.1'),
  STEPUP_LOG_LEVEL: logLevel.default('info'),
  /** Where spans are sent over OTLP/HTTP; `/v1/traces` is appended. */
  STEPUP_OTLP_ENDPOINT: z.exactOptional(z.url({ protocol: /^https?$/ })),
  STEPUP_KAFKA_BROKERS: textList,
  STEPUP_POSTGRES_URL: z.exactOptional(z.url({ protocol: /^postgres(ql)?$/ })),
  STEPUP_REQUESTS_PER_TEN_SECONDS: z.exactOptional(wholeNumber({ minimum: 1, maximum: 1_000_000 })),
  STEPUP_OIDC_ISSUER: z.url({ protocol: /^https?$/ }),
  STEPUP_OIDC_AUDIENCE: z.string().default('stepup'),
  STEPUP_OIDC_TENANT_CLAIM: z.string().default('tenant'),
  STEPUP_OIDC_PERSON_CLAIM: z.string().default('sub'),
});

/** Variables of other processes of a deployment, which may share one environment. */
const ofOthers = ['STEPUP_CLICKHOUSE_URL', 'STEPUP_DATA_DIR', 'STEPUP_EXAMPLE', 'STEPUP_REDIS_URL'];

/** How an instance of the gateway is to run. */
export type GatewayConfig = z.output<typeof schema>;

/** The configuration from the environment, or everything that is wrong with it. */
export function readGatewayConfig(environment: Readonly<Record<string, string | undefined>> = process.env) {
  return readConfig(schema, environment, { alsoKnown: ofOthers });
}
