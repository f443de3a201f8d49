/** The right to handle one batch of a partition. */
export interface Lease {
  /** Aborted as soon as the results would no longer count. */
  readonly signal: AbortSignal;
  /** The batch is through, or given up. */
  release(): void;
}

interface HeldLease extends Lease {
  aborter: AbortController;
  released: PromiseWithResolvers<void>;
}

/**
 * What this consumer knows of its place in the group. kafkajs commits under whatever generation it has at that moment,
 * so a batch begun before a rebalance could be committed after it, by a consumer that no longer owns the partition: a
 * lease ends with the generation it was taken in.
 */
export class Membership {
  #assignment: Readonly<Record<string, readonly number[]>> = {};
  readonly #leases = new Map<string, HeldLease>();
  /** Why no further batch is begun before the group has been joined again. */
  #trouble: Error | null = null;

  /** Partitions by topic; after the consumer has stopped, the last ones. */
  get assignment(): Readonly<Record<string, readonly number[]>> {
    return this.#assignment;
  }

  joined(assignment: Readonly<Record<string, readonly number[]>>): void {
    this.#abortAll(new Error('the partitions of the group were shared out anew'));
    this.#assignment = assignment;
    this.#trouble = null;
  }

  /** The group waits for us to join again; what is under way still counts. */
  rebalancing(error: Error): void {
    this.#trouble = error;
  }

  /** The group goes on without us: nothing under way counts any more. */
  lost(error: Error): void {
    this.#trouble = error;
    this.#abortAll(error);
  }

  /**
   * Waits until no other batch of the partition is under way.
   *
   * @throws the error that makes kafkajs join again, when it has to
   */
  async lease(topic: string, partition: number): Promise<Lease> {
    const key = `${partition}/${topic}`;
    for (let held = this.#leases.get(key); held !== undefined; held = this.#leases.get(key)) {
      await held.released.promise;
    }
    if (this.#trouble !== null) throw this.#trouble;
    const aborter = new AbortController();
    const released = Promise.withResolvers<void>();
    const lease: HeldLease = {
      aborter,
      released,
      signal: aborter.signal,
      release: () => {
        this.#leases.delete(key);
        released.resolve();
      },
    };
    this.#leases.set(key, lease);
    return lease;
  }

  #abortAll(reason: Error): void {
    for (const { aborter } of this.#leases.values()) aborter.abort(reason);
  }
}
