/** The four methods of a pino-like logger that this adapter calls; a pino instance satisfies it as it is. */
export interface BusLog {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** How to reach the brokers. */
export interface KafkaConnection {
  /** `host:port`; a few of the cluster are enough. */
  brokers: readonly string[];
  /** Names this process in the logs of the brokers. */
  clientId: string;
  log: BusLog;
  /** TLS with the certificates that Node trusts; default off. */
  ssl?: boolean;
  sasl?: { mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512'; username: string; password: string };
}
