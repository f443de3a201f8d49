import {
  claimVariables,
  deploymentVariables,
  httpUrl,
  kafkaBrokers,
  mailVariables,
  postgresUrl,
  readConfig,
  redisUrl,
  serviceVariables,
  signInVariables,
  wholeNumber,
} from '@stepup/runtime';
import { z } from 'zod';

const schema = z.object({
  ...serviceVariables(4000),
  ...claimVariables,
  ...signInVariables,
  ...mailVariables,
  /** Requests that one bearer may make in ten seconds. */
  STEPUP_REQUESTS_PER_TEN_SECONDS: z.exactOptional(wholeNumber({ minimum: 1, maximum: 1_000_000 })),
  STEPUP_CLICKHOUSE_URL: httpUrl,
  STEPUP_POSTGRES_URL: postgresUrl,
  STEPUP_REDIS_URL: redisUrl,
  STEPUP_KAFKA_BROKERS: kafkaBrokers,
  STEPUP_OIDC_ISSUER: httpUrl,
  /** Where the built console lies; without it this instance serves none. */
  STEPUP_CONSOLE_DIR: z.exactOptional(z.string()),
});

/** How an instance of the api is to run. */
export type ApiConfig = z.output<typeof schema>;

/** The configuration from the environment, or everything that is wrong with it. */
export function readApiConfig(environment: Readonly<Record<string, string | undefined>> = process.env) {
  return readConfig(schema, environment, { alsoKnown: deploymentVariables });
}
