import {
  type BusMessage,
  EventBusOverloaded,
  EventBusUnavailable,
  type EventProducer,
  topics,
} from '@stepup/event-bus';

/**
 * Puts messages onto the events topic. A bus that is full or away is an answer and no error: what it may have taken all the same is
 * stored once, however often it is sent.
 */
export function publishEvents(openProducer: () => Promise<EventProducer>) {
  return async (messages: readonly BusMessage[]): Promise<'published' | 'unavailable'> => {
    try {
      await (await openProducer()).publish(topics.events, messages);
      return 'published';
    } catch (error) {
      if (error instanceof EventBusOverloaded || error instanceof EventBusUnavailable) return 'unavailable';
      throw error;
    }
  };
}
