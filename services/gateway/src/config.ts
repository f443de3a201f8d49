import {
  claimVariables,
  deploymentVariables,
  httpUrl,
  kafkaBrokers,
  postgresUrl,
  readConfig,
  serviceVariables,
  wholeNumber,
} from '@stepup/runtime';
import { z } from 'zod';

const schema = z.object({
  ...serviceVariables(4001),
  ...claimVariables,
  STEPUP_KAFKA_BROKERS: kafkaBrokers,
  STEPUP_POSTGRES_URL: z.exactOptional(postgresUrl),
  STEPUP_REQUESTS_PER_TEN_SECONDS: z.exactOptional(wholeNumber({ minimum: 1, maximum: 1_000_000 })),
  STEPUP_OIDC_ISSUER: httpUrl,
});

/** How an instance of the gateway is to run. */
export type GatewayConfig = z.output<typeof schema>;

/** The configuration from the environment, or everything that is wrong with it. */
export function readGatewayConfig(environment: Readonly<Record<string, string | undefined>> = process.env) {
  return readConfig(schema, environment, { alsoKnown: deploymentVariables });
}
