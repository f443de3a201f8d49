import { setTimeout } from 'node:timers/promises';
import kafkajs, { type Admin } from 'kafkajs';
import { errorType } from '../client/error-type.ts';
import type { KafkaConnection } from '../client/kafka-connection.ts';
import { openKafka } from '../client/open-kafka.ts';
import { withAdmin } from '../client/with-admin.ts';
import type { TopicSpecification } from './topic-specification.ts';

const leadersTimeoutMs = 30_000;
const leadersPollMs = 50;
const notYet: ReadonlySet<string> = new Set([
  'UNKNOWN_TOPIC_OR_PARTITION',
  'LEADER_NOT_AVAILABLE',
  'NOT_LEADER_FOR_PARTITION',
]);

export type TopicOutcome =
  | { kind: 'created'; topic: string }
  | { kind: 'as_specified'; topic: string }
  | {
      kind: 'differs';
      topic: string;
      /** Never raised here: the keys would move to other partitions, away from their earlier messages. */
      partitions: { have: number; want: number } | null;
      /** Settings with another value than the specified one, left as they are. */
      settings: { name: string; have: string; want: string }[];
    };

/**
 * Creates the topics that are missing and says how others differ from what is specified; changes nothing that exists.
 * Several processes may do this at the same time.
 */
export async function createTopics(
  connection: KafkaConnection,
  specifications: readonly TopicSpecification[],
): Promise<TopicOutcome[]> {
  return withAdmin(openKafka(connection), async (admin) => {
    const existing = new Set(await admin.listTopics());
    const outcomes: TopicOutcome[] = [];
    for (const specification of specifications) {
      const isCreated = !existing.has(specification.name) && (await createTopic(admin, specification));
      outcomes.push(
        isCreated ? { kind: 'created', topic: specification.name } : await compareTopic(admin, specification),
      );
    }
    return outcomes;
  });
}

/** Whether it was us who created it. */
async function createTopic(admin: Admin, specification: TopicSpecification): Promise<boolean> {
  const { name, partitions, replicas, settings } = specification;
  try {
    const isCreated = await admin.createTopics({
      // kafkajs gives up at the first answer that does not know the topic yet.
      waitForLeaders: false,
      topics: [
        {
          topic: name,
          numPartitions: partitions,
          // Minus one leaves it to the brokers.
          replicationFactor: replicas ?? -1,
          configEntries: Object.entries(settings).map(([setting, value]) => ({ name: setting, value })),
        },
      ],
    });
    await waitForLeaders(admin, name);
    return isCreated;
  } catch (error) {
    if (errorType(error) !== 'TOPIC_ALREADY_EXISTS') throw error;
    await waitForLeaders(admin, name);
    return false;
  }
}

/** A topic is created before every broker knows of it; messages for it are refused until then. */
async function waitForLeaders(admin: Admin, topic: string): Promise<void> {
  const deadline = performance.now() + leadersTimeoutMs;
  for (;;) {
    try {
      const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
      const partitions = topics[0]?.partitions ?? [];
      if (partitions.length > 0 && partitions.every(({ leader }) => leader >= 0)) {
        // A broker that is named as leader may not have taken office yet.
        await admin.fetchTopicOffsets(topic);
        return;
      }
    } catch (error) {
      if (!notYet.has(errorType(error) ?? '')) throw error;
    }
    if (performance.now() > deadline) {
      throw new Error(
        `the brokers have no leader for ${topic} ${leadersTimeoutMs / 1000} s after it was created`,
      );
    }
    await setTimeout(leadersPollMs);
  }
}

async function compareTopic(
  admin: Admin,
  { name, partitions, settings }: TopicSpecification,
): Promise<TopicOutcome> {
  const { topics } = await admin.fetchTopicMetadata({ topics: [name] });
  const have = topics[0]?.partitions.length ?? 0;
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: kafkajs.ConfigResourceTypes.TOPIC, name, configNames: Object.keys(settings) }],
  });
  const entries = resources[0]?.configEntries ?? [];
  const different = Object.entries(settings).flatMap(([setting, want]) => {
    const value = entries.find(({ configName }) => configName === setting)?.configValue ?? '';
    return value === want ? [] : [{ name: setting, have: value, want }];
  });
  if (have === partitions && different.length === 0) return { kind: 'as_specified', topic: name };
  return {
    kind: 'differs',
    topic: name,
    partitions: have === partitions ? null : { have, want: partitions },
    settings: different,
  };
}
