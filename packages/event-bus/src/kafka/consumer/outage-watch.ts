import type { Consumer } from 'kafkajs';

/**
 * How long the brokers have been away. A consumer of kafkajs crashes when they are, and also when the coordinator of a
 * fresh broker is still loading; it may start again as long as the outage is bounded.
 */
export class OutageWatch {
  readonly #maxOutageMs: number;
  #lastContactMs = performance.now();

  constructor(maxOutageMs: number) {
    this.#maxOutageMs = maxOutageMs;
  }

  watch(consumer: Consumer): void {
    const { GROUP_JOIN, FETCH, HEARTBEAT } = consumer.events;
    const note = (): void => {
      this.#lastContactMs = performance.now();
    };
    note();
    consumer.on(GROUP_JOIN, note);
    consumer.on(HEARTBEAT, note);
    consumer.on(FETCH, note);
  }

  get outageMs(): number {
    return performance.now() - this.#lastContactMs;
  }

  get mayRestart(): boolean {
    return this.outageMs <= this.#maxOutageMs;
  }
}
