export { EventBusOverloaded } from './event-bus.ts';
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
export { messageText } from './message-text.ts';
export { topics } from './topics.ts';
export type { Topic } from './topics.ts';
