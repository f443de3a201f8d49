import { type FileHandle, open } from 'node:fs/promises';

/** A spooled batch: where its bytes lie in the spool. Together they are a JSON array of events. */
export interface SpooledBatch {
  offset: number;
  bytes: number;
  events: number;
}

/** Below the limits of `POST /v1/events` (10,000 events, 10 MiB). */
const eventsPerBatch = 10_000;
const bytesPerBatch = 8 * 1024 * 1024;
const bufferedBytes = 1024 * 1024;

/** A file of events on their way to be sent, cut into batches; a megabyte of it is in memory at a time. */
export class EventSpool {
  readonly #spool: FileHandle;
  readonly #batches: SpooledBatch[] = [];
  #pending: string[] = [];
  #pendingBytes = 0;
  #batch: SpooledBatch = { offset: 0, bytes: 0, events: 0 };

  private constructor(spool: FileHandle) {
    this.#spool = spool;
  }

  /** @param path a file that does not exist yet; whoever opens the spool removes it */
  static async create(path: string): Promise<EventSpool> {
    return new EventSpool(await open(path, 'wx', 0o600));
  }

  close(): Promise<void> {
    return this.#spool.close();
  }

  /** Afterwards ask {@link isFull}: nothing is written before {@link flush}. */
  add(event: unknown): void {
    const text = JSON.stringify(event);
    const bytes = Buffer.byteLength(text) + 1;
    const { events, bytes: batchBytes } = this.#batch;
    if (events === eventsPerBatch || (events > 0 && batchBytes + bytes > bytesPerBatch)) this.#endBatch();
    this.#append(this.#batch.events === 0 ? `[${text}` : `,${text}`, bytes);
    this.#batch.events += 1;
  }

  get isFull(): boolean {
    return this.#pendingBytes >= bufferedBytes;
  }

  async flush(): Promise<void> {
    const written = Buffer.from(this.#pending.join(''));
    this.#pending = [];
    this.#pendingBytes = 0;
    await this.#spool.appendFile(written);
  }

  async finish(): Promise<SpooledBatch[]> {
    if (this.#batch.events > 0) this.#endBatch();
    await this.flush();
    return this.#batches;
  }

  #append(text: string, bytes: number): void {
    this.#pending.push(text);
    this.#pendingBytes += bytes;
    this.#batch.bytes += bytes;
  }

  #endBatch(): void {
    this.#append(']', 1);
    this.#batches.push(this.#batch);
    this.#batch = { offset: this.#batch.offset + this.#batch.bytes, bytes: 0, events: 0 };
  }
}
