export {
  startEmbeddedClickHouse,
  type EmbeddedClickHouse,
  type EmbeddedClickHouseOptions,
} from './clickhouse/start-embedded-clickhouse.ts';
export { EmbeddedServerError, type EmbeddedServerErrorCode } from './embedded-server-error.ts';
export type { RunningServer, ServerState } from './running-server.ts';
export type { ServerLog } from './server-log.ts';
export {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './postgres/start-embedded-postgres.ts';
export { claimDataDirectory, type DataDirectoryClaim } from './data-directory/claim-data-directory.ts';
export { readInstance, type InstanceRecord, type RunningInstance } from './data-directory/instance-record.ts';
export { removeEmbeddedPostgres } from './postgres/placement.ts';
