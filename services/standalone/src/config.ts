import {
  claimVariables,
  deploymentVariables,
  httpUrl,
  isLoopback,
  logLevel,
  mailVariables,
  onOff,
  portNumber,
  postgresUrl,
  readConfig,
  redisUrl,
  signInVariables,
  textList,
  wholeNumber,
} from '@stepup/runtime';
import { z } from 'zod';

const variables = z.object({
  STEPUP_HTTP_PORT: portNumber.default(4000),
  STEPUP_HOST: z.string().default('127.0.0.1'),
  STEPUP_DATA_DIR: z.string().default('./.data'),
  STEPUP_EXAMPLE: onOff.default(true),
  STEPUP_LOG_LEVEL: logLevel.default('warn'),
  /** Where spans are sent over OTLP/HTTP; `/v1/traces` is appended. */
  STEPUP_OTLP_ENDPOINT: z.exactOptional(httpUrl),
  /** Requests that one bearer may make in ten seconds. */
  STEPUP_REQUESTS_PER_TEN_SECONDS: z.exactOptional(wholeNumber({ minimum: 1, maximum: 1_000_000 })),
  STEPUP_CLICKHOUSE_URL: z.exactOptional(httpUrl),
  STEPUP_POSTGRES_URL: z.exactOptional(postgresUrl),
  STEPUP_REDIS_URL: z.exactOptional(redisUrl),
  STEPUP_KAFKA_BROKERS: z.exactOptional(z.string()),
  STEPUP_OIDC_ISSUER: z.exactOptional(httpUrl),
  ...claimVariables,
  ...signInVariables,
  ...mailVariables,
  /** An api of a deployment that commands work through, and the token for it; its tenant is that of the token. */
  STEPUP_API_URL: z.exactOptional(httpUrl),
  STEPUP_TOKEN: z.exactOptional(z.string()),
});

const schema = variables.superRefine((values, context) => {
  if (!isLoopback(values.STEPUP_HOST) && values.STEPUP_OIDC_ISSUER === undefined) {
    context.addIssue({
      code: 'custom',
      path: ['STEPUP_HOST'],
      message:
        'is reachable from other machines: that needs STEPUP_OIDC_ISSUER, since whoever can read the data directory ' +
        'issues tokens of the built-in issuer',
    });
  }
  if (
    !isLoopback(values.STEPUP_HOST) &&
    values.STEPUP_OIDC_CLIENT_ID !== undefined &&
    values.STEPUP_PUBLIC_URL === undefined
  ) {
    context.addIssue({
      code: 'custom',
      path: ['STEPUP_PUBLIC_URL'],
      message: 'is needed with STEPUP_OIDC_CLIENT_ID: the issuer sends people back there',
    });
  }
  // A command that works through an api may share the environment of a deployment.
  if (values.STEPUP_KAFKA_BROKERS !== undefined && values.STEPUP_API_URL === undefined) {
    context.addIssue({
      code: 'custom',
      path: ['STEPUP_KAFKA_BROKERS'],
      message:
        'is of a deployment: name its api as STEPUP_API_URL to work through it, or leave this out for the bus inside the process',
    });
  }
});

/** Variables that tests and benchmarks of the repository read. */
const ofTests = [
  'STEPUP_REAL_DATA',
  'STEPUP_REQUIRE_REAL_DATA',
  'STEPUP_REQUIRE_SERVERS',
  'STEPUP_PYTHON',
  'STEPUP_REQUIRE_PYTHON',
  'STEPUP_CLONE',
];

/** The servers of a deployment that `stepup doctor` looks at; each may be left out. */
const deployment = z.object({
  STEPUP_CLICKHOUSE_URL: z.exactOptional(httpUrl),
  STEPUP_POSTGRES_URL: z.exactOptional(postgresUrl),
  STEPUP_REDIS_URL: z.exactOptional(redisUrl),
  STEPUP_KAFKA_BROKERS: z.exactOptional(textList),
  STEPUP_OIDC_ISSUER: z.exactOptional(httpUrl),
  STEPUP_API_URL: z.exactOptional(httpUrl),
});

/** Which servers of a deployment are to be looked at. */
export type DoctorConfig = z.output<typeof deployment>;

/** The addresses of a deployment from the environment, or everything that is wrong with them. */
export function readDoctorConfig(environment: Readonly<Record<string, string | undefined>> = process.env) {
  return readConfig(deployment, environment, {
    alsoKnown: [...ofTests, ...deploymentVariables, ...Object.keys(variables.shape)],
  });
}

/** How the embedded product is to run. */
export type StandaloneConfig = z.output<typeof schema>;

/** The configuration of the embedded product from the environment, or everything that is wrong with it. */
export function readStandaloneConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
) {
  return readConfig(schema, environment, { alsoKnown: [...ofTests, ...deploymentVariables] });
}
