import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isKafkaLeftOut, quietLog, startKafkaUnderTest } from '../../testing/kafka-under-test.ts';
import type { KafkaUnderTest } from '../../testing/kafka-under-test.ts';
import { createTopics } from './create-topics.ts';

describe.skipIf(isKafkaLeftOut)('createTopics', () => {
  let underTest: KafkaUnderTest;
  beforeAll(async () => {
    underTest = await startKafkaUnderTest();
  });
  afterAll(async () => {
    await underTest.kafka.close();
  });
  const connection = () => ({ brokers: underTest.kafka.brokers, clientId: 'test', log: quietLog });
  const specification = (name: string, partitions: number, retentionMs: string) => ({
    name,
    partitions,
    settings: { 'retention.ms': retentionMs, 'max.message.bytes': '2097152' },
  });

  it('creates what is missing and leaves alone what is there', async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    const wanted = [specification(first, 3, '60000'), specification(second, 2, '60000')];
    expect(await createTopics(connection(), wanted.slice(0, 1))).toEqual([{ kind: 'created', topic: first }]);
    expect(await createTopics(connection(), wanted)).toEqual([
      { kind: 'as_specified', topic: first },
      { kind: 'created', topic: second },
    ]);
  });

  it('raises no partitions and changes no setting, but says what differs', async () => {
    const topic = randomUUID();
    await createTopics(connection(), [specification(topic, 2, '60000')]);
    const differs = {
      kind: 'differs',
      topic,
      partitions: { have: 2, want: 5 },
      settings: [{ name: 'retention.ms', have: '60000', want: '90000' }],
    };
    const wanted = [specification(topic, 5, '90000')];
    expect(await createTopics(connection(), wanted)).toEqual([differs]);
    expect(await createTopics(connection(), wanted)).toEqual([differs]);
  });

  it('is the same for processes that do it at the same time', async () => {
    const topic = randomUUID();
    const outcomes = await Promise.all(
      Array.from({ length: 4 }, () => createTopics(connection(), [specification(topic, 2, '60000')])),
    );
    expect(outcomes.flat().filter(({ kind }) => kind === 'created')).toHaveLength(1);
    expect(outcomes.flat().every(({ kind }) => kind !== 'differs')).toBe(true);
  });
});
