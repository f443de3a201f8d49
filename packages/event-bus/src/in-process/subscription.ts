import type { BatchContext, ConsumerOptions, PartitionLag, ReceivedMessage } from '../event-bus.ts';
import type { InProcessLimits } from './limits.ts';
import { PartitionQueue } from './partition-queue.ts';

/** A consumer as a member of a group. */
export interface Member {
  handleBatch: ConsumerOptions['handleBatch'];
  context: BatchContext;
}

/** What one group has of one topic: its partitions, and the members that share them. */
export class Subscription {
  readonly topic: string;
  readonly group: string;
  readonly #queues: PartitionQueue[];
  readonly #nextOffsets: bigint[];
  #members: Member[] = [];
  #accepting = true;

  constructor(options: {
    topic: string;
    group: string;
    partitionCount: number;
    firstOffset: bigint;
    limits: InProcessLimits;
  }) {
    this.topic = options.topic;
    this.group = options.group;
    const partitions = Array.from({ length: options.partitionCount }, (_, partition) => partition);
    this.#nextOffsets = partitions.map(() => options.firstOffset);
    this.#queues = partitions.map(
      (partition) => new PartitionQueue(options.limits, (batch) => this.#handle(partition, batch)),
    );
  }

  /** Whether somebody is there to handle what is published now. */
  get isAccepting(): boolean {
    return this.#accepting && this.#members.length > 0;
  }

  add(member: Member): void {
    this.#members.push(member);
    this.#accepting = true;
  }

  /** Takes a member out; the last one handles everything that waits before it goes. */
  async remove(member: Member): Promise<void> {
    if (this.#members.length > 1) {
      this.#members = this.#members.filter((other) => other !== member);
      return;
    }
    this.#accepting = false;
    await this.drained();
    this.#members = this.#members.filter((other) => other !== member);
  }

  async drained(): Promise<void> {
    await Promise.all(this.#queues.map((queue) => queue.drained()));
  }

  hasRoom(partition: number, messageCount: number, sizeBytes: number): boolean {
    return this.#queueOf(partition).hasRoom(messageCount, sizeBytes);
  }

  push(
    partition: number,
    messages: readonly ReceivedMessage[],
    sizesBytes: readonly number[],
  ): Promise<void> {
    return this.#queueOf(partition).push(messages, sizesBytes);
  }

  lag(): PartitionLag[] {
    return this.#queues.map((queue, partition) => ({
      topic: this.topic,
      partition,
      nextOffset: String(this.#nextOffsets[partition]),
      messages: queue.length,
    }));
  }

  #queueOf(partition: number): PartitionQueue {
    const queue = this.#queues[partition];
    if (queue === undefined) throw new Error(`${this.topic} has no partition ${partition}`);
    return queue;
  }

  async #handle(partition: number, batch: readonly ReceivedMessage[]): Promise<void> {
    // Chosen anew for every batch: a member that came or went changes nothing but who handles the next one.
    const member = this.#members[partition % this.#members.length];
    if (member === undefined) throw new Error(`nobody of ${this.group} handles ${this.topic}`);
    await member.handleBatch(batch, member.context);
    const last = batch.at(-1);
    if (last !== undefined) this.#nextOffsets[partition] = BigInt(last.offset) + 1n;
  }
}
