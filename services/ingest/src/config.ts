import {
  deploymentVariables,
  httpUrl,
  kafkaBrokers,
  readConfig,
  serviceVariables,
  wholeNumber,
} from '@stepup/runtime';
import { z } from 'zod';
import { usualDeadLettersPercent } from './too-many-dead-letters.ts';

const schema = z.object({
  ...serviceVariables(4002),
  STEPUP_KAFKA_BROKERS: kafkaBrokers,
  STEPUP_CLICKHOUSE_URL: httpUrl,
  /** How much of a batch may become dead letters before ingest refuses it. */
  STEPUP_DEAD_LETTERS_PERCENT: wholeNumber({ minimum: 0, maximum: 100 }).default(usualDeadLettersPercent),
});

/** How an instance of ingest is to run. */
export type IngestConfig = z.output<typeof schema>;

/** The configuration from the environment, or everything that is wrong with it. */
export function readIngestConfig(environment: Readonly<Record<string, string | undefined>> = process.env) {
  return readConfig(schema, environment, { alsoKnown: deploymentVariables });
}
