import { type BusMessage, EventBusOverloaded, type EventProducer, topics } from '@stepup/event-bus';

/** Puts messages onto the events topic; a bus that is full is an answer and no error. */
export function publishEvents(producer: EventProducer) {
  return async (messages: readonly BusMessage[]): Promise<'published' | 'overloaded'> => {
    try {
      await producer.publish(topics.events, messages);
      return 'published';
    } catch (error) {
      if (error instanceof EventBusOverloaded) return 'overloaded';
      throw error;
    }
  };
}
