import { deploymentVariables, httpUrl, readConfig, serviceVariables, textList } from '@stepup/runtime';
import { z } from 'zod';

const schema = z.object({
  ...serviceVariables(4002),
  STEPUP_KAFKA_BROKERS: textList,
  STEPUP_CLICKHOUSE_URL: httpUrl,
});

/** How an instance of ingest is to run. */
export type IngestConfig = z.output<typeof schema>;

/** The configuration from the environment, or everything that is wrong with it. */
export function readIngestConfig(environment: Readonly<Record<string, string | undefined>> = process.env) {
  return readConfig(schema, environment, { alsoKnown: deploymentVariables });
}
