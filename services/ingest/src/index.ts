export {
  type EmbeddedIngest,
  type EmbeddedIngestParts,
  startEmbeddedIngest,
} from './start-embedded-ingest.ts';
