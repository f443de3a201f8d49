import type { EventBus } from '../event-bus.ts';
import { EventBusUnavailable, type EventProducer } from '../event-bus.ts';
import { rootMessage } from './client/error-type.ts';
import type { KafkaConnection } from './client/kafka-connection.ts';
import { areLeadersReachable } from './topics/are-leaders-reachable.ts';
import { openKafka } from './client/open-kafka.ts';
import { type ConsumerSettings, defaultConsumerSettings } from './consumer/consumer-settings.ts';
import { type ConsumerMoment, KafkaConsumer } from './consumer/kafka-consumer.ts';
import { CheckedSender } from './producer/checked-sender.ts';
import { KafkaProducer } from './producer/kafka-producer.ts';
import { type ProducerLimits, defaultProducerLimits } from './producer/producer-limits.ts';

export interface KafkaBusOptions extends KafkaConnection {
  consumer?: Partial<ConsumerSettings>;
  producer?: Partial<ProducerLimits>;
  /** Told of what happens to consumers, as it happens; a fault suite ends the process there. */
  onConsumerMoment?: (moment: ConsumerMoment) => void;
}

export interface KafkaBus extends EventBus {
  /** @throws EventBusUnavailable when no broker answers */
  openProducer(): Promise<EventProducer>;
  createConsumer(): KafkaConsumer;
  /** Whether every partition of a topic has a leader that answers now; asked without a second try. */
  isReachable(topic: string): Promise<boolean>;
}

/**
 * The bus of a deployment. `publish` resolves when all in-sync replicas have the messages; a consumer commits after its
 * handler, and stops for good (`failure`) when the handler rejects or the brokers stay away.
 */
export function createKafkaBus(options: KafkaBusOptions): KafkaBus {
  const kafka = openKafka(options);
  const consumerSettings = { ...defaultConsumerSettings, ...options.consumer };
  const producerLimits = { ...defaultProducerLimits, ...options.producer };
  return {
    openProducer: async () => {
      const sender = new CheckedSender(kafka);
      try {
        await sender.open();
      } catch (error) {
        throw new EventBusUnavailable(`Kafka cannot be reached: ${rootMessage(error)}`, { cause: error });
      }
      return new KafkaProducer(sender, producerLimits, options.log);
    },
    createConsumer: () => new KafkaConsumer(kafka, consumerSettings, options.log, options.onConsumerMoment),
    isReachable: (topic) => areLeadersReachable(kafka, topic, options.log),
  };
}
