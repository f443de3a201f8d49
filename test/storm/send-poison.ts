import { topics } from '@stepup/event-bus';
import kafkajs, { type PartitionerArgs, type Producer } from 'kafkajs';
import type { Poison } from '../support/poisons/poison.ts';

/** The client's own would never come to an end with a key of two million characters: its hash grows by 32 bits with every four of them. */
function choosePartition({ partitionMetadata, message }: PartitionerArgs): number {
  return (message.key?.length ?? 0) % partitionMetadata.length;
}

/** A producer of somebody else, who writes what he likes. */
export async function openForeignProducer(brokers: readonly string[]): Promise<Producer> {
  const producer = new kafkajs.Kafka({
    brokers: [...brokers],
    logLevel: kafkajs.logLevel.NOTHING,
    // A link that was silenced answers no request; waiting for each as long as the client does by itself takes minutes.
    requestTimeout: 5_000,
    retry: { retries: 2 },
  }).producer({ createPartitioner: () => choosePartition, idempotent: false });
  await producer.connect();
  return producer;
}

/** By this header a dead letter tells which poison it holds, however often that was sent. */
export const poisonTag = 'poison';

/** Resolves when the broker has it; it may have it twice. */
export async function sendPoison(
  producer: Producer,
  { key, value, headers }: Poison,
  tag: string,
): Promise<void> {
  await producer.send({
    topic: topics.events,
    acks: -1,
    messages: [{ key, value, headers: { ...headers, [poisonTag]: tag } }],
  });
}
