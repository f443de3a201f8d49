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
  // It hashes both sides of every comparison together with the whole query below: 350 of 480 ms of analysing a derivation, and about 5 % of
  // the processor time of a question.
  optimize_and_compare_chain: 0,
  // A batch may bring history of any number of quarters.
  max_partitions_per_insert_block: '0',
} as const;

/** What a cluster needs besides; the setting of this name in ClickHouse says more of each. */
export const clusterSettings = {
  // Answered when the shard has the rows, not when the node asked has put them aside to send them later.
  distributed_foreground_insert: 1,
  // Rows are durable when most replicas of the shard have them.
  insert_quorum: 'auto',
  // Replicas drop a block that equals an earlier one. A batch that comes again after it was forgotten has to be listed again.
  insert_deduplicate: 0,
  // The same replica is asked as long as it answers, so that what was written by one statement is read by the next.
  load_balancing: 'in_order',
  // A question about a tenant goes to its shard alone; what a question joins is of the same tenant, so in the same shard.
  optimize_skip_unused_shards: 1,
  distributed_product_mode: 'local',
  // Changes in place are answered when every replica has made them.
  alter_sync: '2',
  mutations_sync: '2',
} as const;
