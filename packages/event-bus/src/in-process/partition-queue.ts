import { outsideSpans } from '@stepup/runtime';
import { EventBusOverloaded } from '../event-bus.ts';
import type { ReceivedMessage } from '../event-bus.ts';
import type { InProcessLimits } from './limits.ts';

/** The messages that one publish has for one partition; handled or refused as a whole towards its sender. */
interface Segment {
  messages: readonly ReceivedMessage[];
  sizesBytes: readonly number[];
  /** How many messages have been handled, when the segment is larger than a batch. */
  handledCount: number;
  settled: PromiseWithResolvers<void>;
}

interface Batch {
  messages: ReceivedMessage[];
  sizeBytes: number;
  segments: Segment[];
}

/**
 * One partition of one group: a bounded queue that is handled one batch at a time.
 *
 * Group commit: while a batch is handled, what is published meanwhile waits and goes together into the next
 * one. A segment is split only when it alone exceeds a batch, so that a failed batch concerns as few senders
 * as possible.
 */
export class PartitionQueue {
  readonly #limits: InProcessLimits;
  readonly #handle: (batch: readonly ReceivedMessage[]) => Promise<void>;
  // Read from #head on; cutting the front off an array at every batch would cost quadratic time.
  #segments: (Segment | undefined)[] = [];
  #head = 0;
  #queuedMessages = 0;
  #queuedBytes = 0;
  #pumping: Promise<void> | null = null;

  constructor(limits: InProcessLimits, handle: (batch: readonly ReceivedMessage[]) => Promise<void>) {
    this.#limits = limits;
    this.#handle = handle;
  }

  /** Messages that wait or are being handled. */
  get length(): number {
    return this.#queuedMessages;
  }

  /** Whether so much more fits. An empty queue takes anything, or what exceeds the bounds could never pass. */
  hasRoom(messageCount: number, sizeBytes: number): boolean {
    return (
      this.#queuedMessages === 0 ||
      (this.#queuedMessages + messageCount <= this.#limits.maxQueuedMessages &&
        this.#queuedBytes + sizeBytes <= this.#limits.maxQueuedBytes)
    );
  }

  /** Resolves when all messages have been handled; rejects with the error of the batch that failed. */
  push(messages: readonly ReceivedMessage[], sizesBytes: readonly number[]): Promise<void> {
    const sizeBytes = sizesBytes.reduce((sum, size) => sum + size, 0);
    if (!this.hasRoom(messages.length, sizeBytes)) {
      return Promise.reject(new EventBusOverloaded('the queue of the event bus is full'));
    }
    const settled = Promise.withResolvers<void>();
    this.#segments.push({ messages, sizesBytes, handledCount: 0, settled });
    this.#queuedMessages += messages.length;
    this.#queuedBytes += sizeBytes;
    // It goes on with what others publish meanwhile, which does not belong to the span of this sender.
    this.#pumping ??= outsideSpans(() => this.#pump());
    return settled.promise;
  }

  /** Resolves when nothing waits and nothing is being handled. */
  async drained(): Promise<void> {
    while (this.#pumping !== null) await this.#pumping;
  }

  async #pump(): Promise<void> {
    // What is published in the same turn of the event loop shares the first batch.
    await Promise.resolve();
    for (let batch = this.#nextBatch(); batch !== null; batch = this.#nextBatch()) {
      await this.#run(batch);
    }
    this.#pumping = null;
  }

  async #run(batch: Batch): Promise<void> {
    try {
      await this.#handle(batch.messages);
    } catch (error) {
      for (const segment of batch.segments) this.#drop(segment, error);
      return;
    } finally {
      this.#queuedMessages -= batch.messages.length;
      this.#queuedBytes -= batch.sizeBytes;
    }
    for (const segment of batch.segments) {
      if (segment.handledCount === segment.messages.length) segment.settled.resolve();
    }
  }

  /** Its sender will publish it again as a whole: the parts of it that still wait would only come twice. */
  #drop(segment: Segment, error: unknown): void {
    segment.settled.reject(error);
    if (segment !== this.#segments[this.#head]) return;
    this.#advance();
    this.#queuedMessages -= segment.messages.length - segment.handledCount;
    this.#queuedBytes -= segment.sizesBytes.slice(segment.handledCount).reduce((sum, size) => sum + size, 0);
  }

  #advance(): void {
    // Emptied at once: the array may keep the place for a while, it must not keep the messages.
    this.#segments[this.#head] = undefined;
    this.#head += 1;
    if (this.#head > 1_000 && this.#head * 2 > this.#segments.length) {
      this.#segments = this.#segments.slice(this.#head);
      this.#head = 0;
    }
  }

  #nextBatch(): Batch | null {
    const { maxBatchMessages, maxBatchBytes } = this.#limits;
    const batch: Batch = { messages: [], sizeBytes: 0, segments: [] };
    for (
      let segment = this.#segments[this.#head];
      segment !== undefined;
      segment = this.#segments[this.#head]
    ) {
      const part = this.#takePart(segment);
      const isFirst = batch.messages.length === 0;
      const fits =
        batch.messages.length + part.messages.length <= maxBatchMessages &&
        batch.sizeBytes + part.sizeBytes <= maxBatchBytes;
      const isWhole = segment.handledCount + part.messages.length === segment.messages.length;
      if (!isFirst && !(fits && isWhole)) break;
      for (const message of part.messages) batch.messages.push(message);
      batch.sizeBytes += part.sizeBytes;
      batch.segments.push(segment);
      segment.handledCount += part.messages.length;
      if (!isWhole) break;
      this.#advance();
    }
    return batch.segments.length === 0 ? null : batch;
  }

  /** As much of the rest of a segment as one batch takes: at least one message, however large. */
  #takePart(segment: Segment): { messages: readonly ReceivedMessage[]; sizeBytes: number } {
    const start = segment.handledCount;
    let end = start;
    let sizeBytes = 0;
    while (end < segment.messages.length && end - start < this.#limits.maxBatchMessages) {
      const messageBytes = segment.sizesBytes[end] ?? 0;
      if (end > start && sizeBytes + messageBytes > this.#limits.maxBatchBytes) break;
      sizeBytes += messageBytes;
      end += 1;
    }
    return { messages: segment.messages.slice(start, end), sizeBytes };
  }
}
