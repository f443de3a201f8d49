import type { BusMessage } from '../../event-bus.ts';

/** What one call of `publish` brought. */
export interface Publish {
  topic: string;
  messages: readonly BusMessage[];
  sizesBytes: readonly number[];
  /** How many messages are in requests that were made, and how many of them were acknowledged. */
  takenCount: number;
  acknowledgedCount: number;
  /** Given up: what is not yet in a request is never sent. */
  isDropped: boolean;
  settled: PromiseWithResolvers<void>;
}

export interface PublishRequest {
  topic: string;
  messages: BusMessage[];
  sizeBytes: number;
  parts: { publish: Publish; count: number }[];
}

/** The publishes that wait, in order, and how requests are cut from them. */
export class PublishQueue {
  readonly #maxRequestBytes: number;
  #waiting: Publish[] = [];

  constructor(maxRequestBytes: number) {
    this.#maxRequestBytes = maxRequestBytes;
  }

  push(publish: Publish): void {
    this.#waiting.push(publish);
  }

  /**
   * The longest beginning of the queue that is for one topic and within the bound, or a single message that is larger.
   * Messages are never taken out of turn: keys must stay in order.
   */
  takeRequest(): PublishRequest | null {
    const request: PublishRequest = { topic: '', messages: [], sizeBytes: 0, parts: [] };
    let done = 0;
    for (const publish of this.#waiting) {
      if (publish.isDropped) {
        done += 1;
        continue;
      }
      if (request.messages.length > 0 && publish.topic !== request.topic) break;
      request.topic = publish.topic;
      if (!this.#takeFrom(publish, request)) break;
      done += 1;
    }
    this.#waiting = this.#waiting.slice(done);
    return request.messages.length === 0 ? null : request;
  }

  /** Whether the whole rest of the publish went into the request. */
  #takeFrom(publish: Publish, request: PublishRequest): boolean {
    const { messages, sizesBytes } = publish;
    let count = 0;
    for (let index = publish.takenCount; index < messages.length; index += 1) {
      const message = messages[index];
      const sizeBytes = sizesBytes[index] ?? 0;
      if (message === undefined) break;
      if (request.messages.length > 0 && request.sizeBytes + sizeBytes > this.#maxRequestBytes) break;
      request.messages.push(message);
      request.sizeBytes += sizeBytes;
      count += 1;
    }
    if (count > 0) request.parts.push({ publish, count });
    publish.takenCount += count;
    return publish.takenCount === messages.length;
  }
}
