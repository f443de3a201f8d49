export { type IngestInstance, type IngestTuning, startIngest } from './compose.ts';
export { type IngestConfig, readIngestConfig } from './config.ts';
export type { IngestMoment, IngestProbe } from './ingest-probes.ts';
export {
  type EmbeddedIngest,
  type EmbeddedIngestParts,
  startEmbeddedIngest,
} from './start-embedded-ingest.ts';
export type { DeadLetter, IngestPorts } from './ingest-ports.ts';
export { type ReplayProgress, replayTopic } from './replay-topic.ts';
export { decodeBatch } from './decoding/decode-batch.ts';
export { storeMessages } from './store-messages.ts';
export { TooManyDeadLetters } from './too-many-dead-letters.ts';
export {
  type DeadLetterKeeperParts,
  type RunningDeadLetterKeeper,
  startDeadLetterKeeper,
} from './dead-letters/start-dead-letter-keeper.ts';
