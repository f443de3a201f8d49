import type { Kafka } from 'kafkajs';
import type { PartitionLag } from '../../event-bus.ts';
import { withAdmin } from '../client/with-admin.ts';

/**
 * Committed offsets against the ends of the partitions, as the brokers know both. A group that has committed nothing
 * begins at the beginning.
 */
export async function readLag(
  kafka: Kafka,
  group: string,
  assignment: Readonly<Record<string, readonly number[]>>,
): Promise<PartitionLag[]> {
  const topics = Object.keys(assignment);
  if (topics.length === 0) return [];
  return withAdmin(kafka, async (admin) => {
    const committed = await admin.fetchOffsets({ groupId: group, topics });
    const lags = await Promise.all(
      topics.map(async (topic) => {
        const bounds = await admin.fetchTopicOffsets(topic);
        const offsets = committed.find((answer) => answer.topic === topic)?.partitions ?? [];
        return (assignment[topic] ?? []).map((partition) => {
          const bound = bounds.find((candidate) => candidate.partition === partition);
          const low = BigInt(bound?.low ?? '0');
          const high = BigInt(bound?.high ?? '0');
          const next = BigInt(offsets.find((candidate) => candidate.partition === partition)?.offset ?? '-1');
          // Nothing committed is -1, and what retention has removed does not wait any more.
          const from = next < low ? low : next;
          const messages = high > from ? Number(high - from) : 0;
          return { topic, partition, nextOffset: from.toString(), messages };
        });
      }),
    );
    return lags.flat();
  });
}
