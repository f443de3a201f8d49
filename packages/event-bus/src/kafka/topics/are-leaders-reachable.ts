import type { Kafka } from 'kafkajs';
import type { BusLog } from '../client/kafka-connection.ts';

/**
 * Whether every partition of a topic has a leader that answers. One attempt of its own connection, so that the answer is of
 * this moment: clients that are connected may not have noticed yet that the brokers are gone.
 */
export async function areLeadersReachable(kafka: Kafka, topic: string, log: BusLog): Promise<boolean> {
  const admin = kafka.admin({ retry: { retries: 0 } });
  try {
    await admin.connect();
    const offsets = await admin.fetchTopicOffsets(topic);
    return offsets.length > 0;
  } catch (error) {
    log.debug({ err: error, topic }, 'Kafka does not answer');
    return false;
  } finally {
    await admin.disconnect();
  }
}
