import { quoteName } from './quote-name.ts';

/**
 * `ON CLUSTER` and engine of a small table of which every node of a cluster, whatever its shard, keeps a copy; of one node alone
 * nothing and the plain engine.
 */
export function onEveryNode(
  engine: 'MergeTree' | 'ReplacingMergeTree',
  cluster: string | undefined,
): [onCluster: string, engine: string] {
  if (cluster === undefined) return ['', engine];
  return [
    `ON CLUSTER ${quoteName(cluster)}`,
    `Replicated${engine}('/clickhouse/tables/{uuid}/every_node', '{shard}-{replica}')`,
  ];
}
