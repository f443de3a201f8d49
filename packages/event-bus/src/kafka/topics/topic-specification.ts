/** What a topic is to be. A setting that is not named keeps the default of the brokers. */
export interface TopicSpecification {
  name: string;
  partitions: number;
  /** Copies of every partition; default that of the brokers. */
  replicas?: number;
  /** Settings of the topic by Kafka's names, such as `retention.ms`. */
  settings: Readonly<Record<string, string>>;
}
