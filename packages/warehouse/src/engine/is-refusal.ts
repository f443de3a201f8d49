import { ClickHouseError } from '@clickhouse/client';

/** The engine answered and refused a statement; what else may be thrown says that it could not be reached. */
export function isRefusal(error: unknown): error is Error {
  return error instanceof ClickHouseError;
}
