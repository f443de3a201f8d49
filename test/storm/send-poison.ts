import { topics } from '@stepup/event-bus';
import kafkajs, { type Producer } from 'kafkajs';
import type { Poison } from '../support/poisons/poison.ts';

/** A producer of somebody else, who writes what he likes. */
export async function openForeignProducer(brokers: readonly string[]): Promise<Producer> {
  const producer = new kafkajs.Kafka({
    brokers: [...brokers],
    logLevel: kafkajs.logLevel.NOTHING,
    retry: { retries: 2 },
  }).producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner, idempotent: false });
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
