import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrontConfig } from './front-config.ts';

const MEBIBYTE = 1024 * 1024;

/**
 * Server configuration of the engine. The defaults are those of a large server: caches that may grow to 5 GB
 * each, 16 threads for merges. Here the whole product shares one small machine.
 */
export async function writeEngineConfig(directory: string, config: FrontConfig): Promise<string> {
  const file = join(directory, 'engine.xml');
  const cache = Math.floor(config.engineMemoryBytes / 16);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await writeFile(
    file,
    `<clickhouse>
  <max_server_memory_usage>${String(config.engineMemoryBytes)}</max_server_memory_usage>
  <mark_cache_size>${String(cache)}</mark_cache_size>
  <primary_index_cache_size>${String(cache)}</primary_index_cache_size>
  <index_mark_cache_size>${String(16 * MEBIBYTE)}</index_mark_cache_size>
  <query_condition_cache_size>${String(16 * MEBIBYTE)}</query_condition_cache_size>
  <compiled_expression_cache_size>${String(16 * MEBIBYTE)}</compiled_expression_cache_size>
  <vector_similarity_index_cache_size>${String(MEBIBYTE)}</vector_similarity_index_cache_size>
  <text_index_tokens_cache_size>${String(MEBIBYTE)}</text_index_tokens_cache_size>
  <text_index_header_cache_size>${String(MEBIBYTE)}</text_index_header_cache_size>
  <text_index_postings_cache_size>${String(MEBIBYTE)}</text_index_postings_cache_size>
  <parquet_metadata_cache_size>${String(MEBIBYTE)}</parquet_metadata_cache_size>
  ${config.cluster === undefined ? '' : clusterOfOne(config.cluster)}
  <background_pool_size>2</background_pool_size>
  <merge_tree>
    <number_of_free_entries_in_pool_to_execute_mutation>2</number_of_free_entries_in_pool_to_execute_mutation>
    <number_of_free_entries_in_pool_to_lower_max_size_of_merge>2</number_of_free_entries_in_pool_to_lower_max_size_of_merge>
    <number_of_free_entries_in_pool_to_execute_optimize_entire_partition>2</number_of_free_entries_in_pool_to_execute_optimize_entire_partition>
  </merge_tree>
</clickhouse>
`,
    { mode: 0o600 },
  );
  return file;
}

/** The engine takes a node of a cluster for itself when address and port are its own; it listens at none. */
function clusterOfOne(name: string): string {
  return `<tcp_port>9000</tcp_port>
  <remote_servers><${name}><shard><internal_replication>true</internal_replication>
    <replica><host>127.0.0.1</host><port>9000</port></replica></shard></${name}></remote_servers>`;
}

/**
 * Settings every connection starts with, where the engine's own default is not that of a server or not ours:
 * - `async_insert=0`: an insert is answered when its rows are stored (an acknowledged event is a stored event);
 * - `implicit_select=0`: `SELEC` is a syntax error as on a server, not the value of a column of that name;
 * - Parquet is written in groups of 100,000 rows, which are held in memory, in place of a million;
 * - materialized views deduplicate along with their source table;
 * - `max_execution_time` bounds every statement, because nothing else ends a runaway one;
 * - `max_query_size` must hold the parameters too (they arrive in a SET); the front bounds the statement itself.
 */
export function connectionSettings(config: FrontConfig): readonly string[] {
  return [
    '--async_insert=0',
    '--implicit_select=0',
    '--output_format_parquet_row_group_size=100000',
    `--max_query_size=${String(128 * MEBIBYTE)}`,
    '--deduplicate_blocks_in_dependent_materialized_views=1',
    `--max_execution_time=${String(config.maxExecutionSeconds)}`,
    `--max_memory_usage=${String(Math.floor(config.engineMemoryBytes * 0.7))}`,
    `--max_bytes_before_external_group_by=${String(Math.floor(config.engineMemoryBytes * 0.3))}`,
    `--max_bytes_before_external_sort=${String(Math.floor(config.engineMemoryBytes * 0.3))}`,
  ];
}
