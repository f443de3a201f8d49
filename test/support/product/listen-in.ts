import type { EventBus } from '@stepup/event-bus';

/** A bus of which every message is told as text: topic, key, headers and value. */
export function listenIn(bus: EventBus, tell: (message: string) => void): EventBus {
  return {
    createConsumer: () => bus.createConsumer(),
    async openProducer() {
      const producer = await bus.openProducer();
      return {
        close: () => producer.close(),
        async publish(topic, messages) {
          for (const { key, value, headers } of messages)
            tell(`${topic} ${key} ${JSON.stringify(headers)} ${Buffer.from(value).toString()}`);
          await producer.publish(topic, messages);
        },
      };
    },
  };
}
