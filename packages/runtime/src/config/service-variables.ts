import { z } from 'zod';
import { logLevel } from '../logging/create-logger.ts';
import { portNumber, textList } from './variable-types.ts';

export const httpUrl = z.url({ protocol: /^https?$/ });
export const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ });
export const redisUrl = z.url({ protocol: /^rediss?$/ });

const brokerAddress = /^(?:[\w.-]+|\[[\da-fA-F:.]+\]):\d{1,5}$/;
/** Where Kafka is: `host:port`, several separated by commas. */
export const kafkaBrokers = textList.refine(
  (brokers) => brokers.every((broker) => brokerAddress.test(broker)),
  'must be addresses like kafka-1:9092, separated by commas',
);

/** What every service of a deployment is told about itself. */
export function serviceVariables(defaultPort: number) {
  return {
    STEPUP_HTTP_PORT: portNumber.default(defaultPort),
    STEPUP_HOST: z.string().default('127.0.0.1'),
    STEPUP_LOG_LEVEL: logLevel.default('info'),
    /** Where spans are sent over OTLP/HTTP; `/v1/traces` is appended. */
    STEPUP_OTLP_ENDPOINT: z.exactOptional(httpUrl),
  };
}

/** Whose tokens a service trusts, beside `STEPUP_OIDC_ISSUER`. */
export const claimVariables = {
  STEPUP_OIDC_AUDIENCE: z.string().default('stepup'),
  STEPUP_OIDC_TENANT_CLAIM: z.string().default('tenant'),
  STEPUP_OIDC_PERSON_CLAIM: z.string().default('sub'),
};

/** How the console signs people in at `STEPUP_OIDC_ISSUER`. */
export const signInVariables = {
  /** As what the console is known to the issuer; without it people bring a token. */
  STEPUP_OIDC_CLIENT_ID: z.exactOptional(z.string()),
  STEPUP_OIDC_CLIENT_SECRET: z.exactOptional(z.string()),
  STEPUP_OIDC_SCOPE: z.string().default('openid'),
  /** Named to issuers that give tokens of an API only where it is asked for. */
  STEPUP_OIDC_RESOURCE: z.exactOptional(z.string()),
  /** Where browsers reach the console. */
  STEPUP_PUBLIC_URL: z.exactOptional(httpUrl),
};

/** How reminders leave the installation. */
export const mailVariables = {
  /** Like `smtps://user:password@mail.example:465`; without it no mail leaves. */
  STEPUP_SMTP_URL: z.exactOptional(z.url({ protocol: /^smtps?$/ })),
  STEPUP_MAIL_FROM: z.string().default('Stepup <stepup@localhost>'),
};

/** Variables of the processes of a deployment and of the commands that work through it, which may share one environment. */
export const deploymentVariables = [
  'STEPUP_API_URL',
  'STEPUP_CLICKHOUSE_URL',
  'STEPUP_CONSOLE_DIR',
  'STEPUP_DATA_DIR',
  'STEPUP_DEAD_LETTERS_PERCENT',
  'STEPUP_EXAMPLE',
  'STEPUP_KAFKA_BROKERS',
  'STEPUP_MAIL_FROM',
  'STEPUP_OIDC_AUDIENCE',
  'STEPUP_OIDC_CLIENT_ID',
  'STEPUP_OIDC_CLIENT_SECRET',
  'STEPUP_OIDC_ISSUER',
  'STEPUP_OIDC_PERSON_CLAIM',
  'STEPUP_OIDC_RESOURCE',
  'STEPUP_OIDC_SCOPE',
  'STEPUP_OIDC_TENANT_CLAIM',
  'STEPUP_POSTGRES_URL',
  'STEPUP_PUBLIC_URL',
  'STEPUP_QUEUE_BOARD_PASSWORD',
  'STEPUP_REDIS_URL',
  'STEPUP_REQUESTS_PER_TEN_SECONDS',
  'STEPUP_SMTP_URL',
  'STEPUP_TOKEN',
];
