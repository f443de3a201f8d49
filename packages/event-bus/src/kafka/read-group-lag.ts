import type { PartitionLag } from '../event-bus.ts';
import type { KafkaConnection } from './client/kafka-connection.ts';
import { openKafka } from './client/open-kafka.ts';
import { withAdmin } from './client/with-admin.ts';
import { readLag } from './consumer/read-lag.ts';

/** What a group has not handled of some topics, whichever of its consumers runs. */
export async function readGroupLag(
  connection: KafkaConnection,
  group: string,
  topics: readonly string[],
): Promise<PartitionLag[]> {
  const kafka = openKafka(connection);
  const { topics: described } = await withAdmin(kafka, (admin) =>
    admin.fetchTopicMetadata({ topics: [...topics] }),
  );
  const partitions = described.map(({ name, partitions: all }): [string, number[]] => [
    name,
    all.map(({ partitionId }) => partitionId),
  ]);
  return readLag(kafka, group, Object.fromEntries(partitions));
}
