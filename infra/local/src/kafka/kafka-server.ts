import type { ServerLog } from '@stepup/embedded-servers';
import type { Restartable } from '../process/restartable.ts';

export interface KafkaOptions {
  /** Where its log lies; one for temporary files, removed by `close`, when none is given. */
  directory?: string;
  /** The port it listens on, and keeps over restarts; a free one when none is given. */
  port?: number;
  /** The port it tells clients to use, so that a proxy can stand between; `port` when none is given. */
  advertisedPort?: number;
  /** Further settings of the broker, for example `group.min.session.timeout.ms`. */
  settings?: Readonly<Record<string, string>>;
  log?: ServerLog;
}

/** One Kafka broker with its own controller (KRaft). It runs when it is handed over. */
export interface KafkaServer extends Restartable {
  /** What clients connect to: the advertised address. */
  readonly brokers: readonly string[];
  /** Where it listens itself, for a proxy that stands between. */
  readonly port: number;
  readonly directory: string;
  /** Stops it for good and removes its directory, unless that was given. */
  close(): Promise<void>;
}
