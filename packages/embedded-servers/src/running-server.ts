/**
 * Where an embedded server stands.
 * `restarting`: it ended or stopped answering and a new attempt is under way or waits for its back-off;
 * `failed`: the attempts are used up, nothing will be tried again, `onFailed` has been called.
 */
export type ServerState = 'starting' | 'healthy' | 'restarting' | 'failed' | 'stopped';

/** A supervised child process. Its address stays the same over restarts. */
export interface RunningServer {
  readonly name: string;
  state(): ServerState;
  /** Process id, for diagnosis and crash tests; none while no process runs, another one after each restart. */
  pid(): number | undefined;
  /** Ends the process in order (SIGTERM, then SIGKILL after a grace period). May be called more than once. */
  stop(): Promise<void>;
}
