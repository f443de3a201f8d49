export { EventBusOverloaded, EventBusUnavailable, MessageTooLarge } from './event-bus.ts';
export type {
  BatchContext,
  BusMessage,
  ConsumerOptions,
  EventBus,
  EventConsumer,
  EventProducer,
  PartitionLag,
  ReceivedMessage,
} from './event-bus.ts';
export { createInProcessBus } from './in-process/create-in-process-bus.ts';
export type { InProcessBusOptions } from './in-process/create-in-process-bus.ts';
export type { BusLog, KafkaConnection } from './kafka/client/kafka-connection.ts';
export type { ConsumerSettings } from './kafka/consumer/consumer-settings.ts';
export type { ConsumerMoment, KafkaConsumer } from './kafka/consumer/kafka-consumer.ts';
export { createKafkaBus } from './kafka/create-kafka-bus.ts';
export type { KafkaBus, KafkaBusOptions } from './kafka/create-kafka-bus.ts';
export type { ProducerLimits } from './kafka/producer/producer-limits.ts';
export { readGroupLag } from './kafka/read-group-lag.ts';
export { readTopicRange } from './kafka/range/read-topic-range.ts';
export type { RangePoint, TopicRange } from './kafka/range/topic-range.ts';
export { createTopics } from './kafka/topics/create-topics.ts';
export type { TopicOutcome } from './kafka/topics/create-topics.ts';
export type { TopicSpecification } from './kafka/topics/topic-specification.ts';
export { messageText } from './message-text.ts';
export { topics } from './topics.ts';
export type { Topic } from './topics.ts';
export { watchProgress } from './watch-progress.ts';
export type { ConsumerProgress } from './watch-progress.ts';
