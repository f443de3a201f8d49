import { fileURLToPath } from 'node:url';
import type { ReceivedMessage } from '@stepup/event-bus';
import type { PackedEvents } from '@stepup/warehouse';
import { Piscina } from 'piscina';
import type { DecodedBatch } from './decode-batch.ts';
import type { decodePacked } from './decode-worker.ts';
import { packMessages } from './pack-messages.ts';

export interface DecodingPool {
  /** Rejects when a thread broke down; the batch has to come again. */
  decode(batch: readonly ReceivedMessage[]): Promise<DecodedBatch<PackedEvents>>;
  close(): Promise<void>;
}

/** A batch has a bound of bytes, and what is made of it a few times as many. */
const heapMebibytes = 192;
const youngMebibytes = 12;

/** Decodes in threads of their own, while this one talks to Kafka and to the engine. */
export function createDecodingPool(threads: number): DecodingPool {
  const name: typeof decodePacked.name = 'decodePacked';
  const pool = new Piscina<unknown, DecodedBatch<PackedEvents>>({
    filename: fileURLToPath(new URL('decode-worker.ts', import.meta.url)),
    name,
    minThreads: threads,
    maxThreads: threads,
    resourceLimits: { maxOldGenerationSizeMb: heapMebibytes, maxYoungGenerationSizeMb: youngMebibytes },
  });
  return {
    decode(batch) {
      const packed = packMessages(batch);
      return pool.run(packed, { transferList: [packed.values.buffer, packed.ends.buffer] });
    },
    close: () => pool.close(),
  };
}
