/**
 * Set on every request, so that no default of a server version decides. async_insert lost rows with deduplication
 * tokens in engines up to 26.7; a row must be durable when the insert answers.
 */
export const clickHouseSettings = {
  async_insert: 0,
  wait_end_of_query: 1,
  date_time_input_format: 'best_effort',
  date_time_output_format: 'iso',
  output_format_json_quote_64bit_integers: 0,
  input_format_skip_unknown_fields: 0,
  join_use_nulls: 0,
  max_execution_time: 240,
  // The partition is part of the key wherever there is one, so no row has a rival in another partition.
  do_not_merge_across_partitions_select_final: 1,
  // A batch may bring history of any number of quarters.
  max_partitions_per_insert_block: '0',
} as const;
