import { type TopicSpecification, topics } from '@stepup/event-bus';

const dayMs = 24 * 60 * 60 * 1_000;
const mebibyte = 1_024 * 1_024;

/**
 * The topics of a deployment. docker-compose.yml creates the same; a test compares the two. Partitions are chosen once,
 * since more of them would move keys: they bound how many ingest processes can share the work.
 */
export const topicSpecifications: readonly TopicSpecification[] = [
  {
    name: topics.events,
    partitions: 12,
    settings: {
      // Raw events are kept by the warehouse. Texts of people lie here in full, so no longer than a repair may take.
      'retention.ms': String(7 * dayMs),
      'max.message.bytes': String(8 * mebibyte),
      // The broker unpacks what others have packed with a codec that our client does not know.
      'compression.type': 'uncompressed',
    },
  },
  {
    name: topics.deadLetters,
    partitions: 3,
    settings: {
      'retention.ms': String(30 * dayMs),
      // The largest event with what is said about it.
      'max.message.bytes': String(9 * mebibyte),
      'compression.type': 'uncompressed',
    },
  },
];
