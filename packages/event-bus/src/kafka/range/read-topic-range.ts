import { randomUUID } from 'node:crypto';
import type { Consumer, Kafka } from 'kafkajs';
import { EventBusUnavailable, type ReceivedMessage } from '../../event-bus.ts';
import { rootMessage } from '../client/error-type.ts';
import type { KafkaConnection } from '../client/kafka-connection.ts';
import { openKafka, requestRetry } from '../client/open-kafka.ts';
import { withAdmin } from '../client/with-admin.ts';
import { defaultConsumerSettings } from '../consumer/consumer-settings.ts';
import { OutageWatch } from '../consumer/outage-watch.ts';
import { fromKafkaMessage } from '../from-kafka-message.ts';
import { Handoff } from './handoff.ts';
import { type PartitionRange, type TopicRange, resolveRange } from './topic-range.ts';

const MAX_OUTAGE_MS = 30_000;

/**
 * Reads a range of a topic once, beside all groups: no offset of theirs is touched and none is kept. Ends where the topic
 * ended when the reading began. Messages of a partition come in order; the partitions take turns. Nothing is read ahead
 * of the caller but what one fetch has brought.
 *
 * @throws EventBusUnavailable when the brokers stay away
 */
export async function* readTopicRange(
  connection: KafkaConnection,
  topic: string,
  range: TopicRange = {},
): AsyncGenerator<ReceivedMessage, void, void> {
  const kafka = openKafka(connection);
  const wanted = await withAdmin(kafka, (admin) => resolveRange(admin, topic, range));
  if (wanted.length === 0) return;
  const handoff = new Handoff<readonly ReceivedMessage[]>();
  // kafkajs reads in groups only: one of our own, which commits nothing and is removed.
  const group = `${connection.clientId}.range.${randomUUID()}`;
  const outage = new OutageWatch(MAX_OUTAGE_MS);
  const consumer = kafka.consumer({
    groupId: group,
    maxWaitTimeInMs: defaultConsumerSettings.maxWaitMs,
    maxBytesPerPartition: defaultConsumerSettings.maxBatchBytes,
    maxBytes: defaultConsumerSettings.maxFetchBytes,
    allowAutoTopicCreation: false,
    retry: { ...requestRetry, restartOnFailure: async () => outage.mayRestart },
  });
  outage.watch(consumer);
  try {
    await startReading(consumer, topic, wanted, handoff);
    for await (const messages of handoff.values()) yield* messages;
  } finally {
    handoff.end(null);
    await consumer.disconnect();
    await removeGroup(kafka, group);
  }
}

async function startReading(
  consumer: Consumer,
  topic: string,
  wanted: readonly PartitionRange[],
  handoff: Handoff<readonly ReceivedMessage[]>,
): Promise<void> {
  const open = new Map(wanted.map((range) => [range.partition, { ...range }]));
  const { CRASH, END_BATCH_PROCESS, GROUP_JOIN } = consumer.events;
  consumer.on(CRASH, ({ payload }) => {
    if (payload.restart) return;
    handoff.end(new EventBusUnavailable(`Kafka cannot be read: ${rootMessage(payload.error)}`));
  });
  // Alone in its group it gets all partitions, anew with every join.
  consumer.on(GROUP_JOIN, ({ payload }) => {
    const done = (payload.memberAssignment[topic] ?? []).filter((partition) => !open.has(partition));
    if (done.length > 0) consumer.pause([{ topic, partitions: done }]);
    for (const { partition, next } of open.values()) {
      consumer.seek({ topic, partition, offset: next.toString() });
    }
  });
  // Told for every batch, also for one that holds nothing but marks of transactions and never reaches `eachBatch`.
  consumer.on(END_BATCH_PROCESS, ({ payload }) => {
    const range = open.get(payload.partition);
    if (range === undefined || BigInt(payload.lastOffset) + 1n < range.end) return;
    open.delete(payload.partition);
    consumer.pause([{ topic, partitions: [payload.partition] }]);
    if (open.size === 0) handoff.end(null);
  });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: false,
    eachBatch: async (payload) => {
      const { batch } = payload;
      const range = open.get(batch.partition);
      if (range === undefined || payload.isStale()) return;
      const messages = batch.messages
        .filter(({ offset }) => BigInt(offset) >= range.next && BigInt(offset) < range.end)
        .map((message) => fromKafkaMessage(topic, batch.partition, message));
      // A caller may take its time; a failed beat makes kafkajs join again and go on where we are.
      const timer = setInterval(() => {
        payload.heartbeat().catch(() => {});
      }, defaultConsumerSettings.heartbeatIntervalMs);
      try {
        if (messages.length > 0) await handoff.push(messages);
      } finally {
        clearInterval(timer);
      }
      range.next = BigInt(batch.lastOffset()) + 1n;
      payload.resolveOffset(batch.lastOffset());
    },
  });
}

/** The broker forgets an empty group by itself some day; there is nothing to be done when it is away. */
async function removeGroup(kafka: Kafka, group: string): Promise<void> {
  await withAdmin(kafka, (admin) => admin.deleteGroups([group])).catch(() => {});
}
