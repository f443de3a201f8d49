import {
  deploymentVariables,
  httpUrl,
  postgresUrl,
  readConfig,
  redisUrl,
  serviceVariables,
} from '@stepup/runtime';
import { z } from 'zod';

const schema = z.object({
  ...serviceVariables(4003),
  STEPUP_CLICKHOUSE_URL: httpUrl,
  STEPUP_POSTGRES_URL: postgresUrl,
  STEPUP_REDIS_URL: redisUrl,
  /** Opens the board of the queues under `/queues`; without it there is none. */
  STEPUP_QUEUE_BOARD_PASSWORD: z.string().min(16, 'at least 16 characters').optional(),
});

/** How an instance of the diagnosis is to run. */
export type DiagnosisConfig = z.output<typeof schema>;

/** The configuration from the environment, or everything that is wrong with it. */
export function readDiagnosisConfig(environment: Readonly<Record<string, string | undefined>> = process.env) {
  return readConfig(schema, environment, { alsoKnown: deploymentVariables });
}
