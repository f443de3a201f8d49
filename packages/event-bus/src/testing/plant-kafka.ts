import type { ConsumerConfig, EachBatchPayload, Kafka, Producer, ProducerConfig } from 'kafkajs';

/** What is made wrong of a client of kafkajs, so that it behaves as if one of its traps were not wrapped. */
export interface KafkaPlant {
  consumerConfig?(config: ConsumerConfig): ConsumerConfig;
  payload?(payload: EachBatchPayload): EachBatchPayload;
  /** What kafkajs sees where a batch was not handled. */
  thrown?(error: unknown): unknown;
  producer?(make: (config: ProducerConfig) => Producer, config: ProducerConfig): Producer;
}

/** The same client with the bug in it. */
export function plantKafka(kafka: Kafka, plant: KafkaPlant): Kafka {
  const consumer: Kafka['consumer'] = (given) => {
    if (given === undefined) throw new Error('a consumer has a group');
    const made = kafka.consumer(plant.consumerConfig?.(given) ?? given);
    return {
      ...made,
      run(options) {
        const { eachBatch } = options ?? {};
        if (eachBatch === undefined) return made.run(options);
        return made.run({
          ...options,
          eachBatch: async (payload) => {
            try {
              await eachBatch(plant.payload?.(payload) ?? payload);
            } catch (error) {
              throw plant.thrown === undefined ? error : plant.thrown(error);
            }
          },
        });
      },
    };
  };
  const producer: Kafka['producer'] = (config = {}) =>
    plant.producer?.((given) => kafka.producer(given), config) ?? kafka.producer(config);
  return new Proxy(kafka, {
    get(target, name) {
      if (name === 'consumer') return consumer;
      const own: unknown = Reflect.get(target, name);
      return name === 'producer' ? producer : own;
    },
  });
}
