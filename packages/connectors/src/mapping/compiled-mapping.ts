import type { Instant } from '@stepup/contracts';
import type { TimeReader } from '../times/time-reader.ts';
import type { DealRowsFile, EventRowsFile, MappingFile } from './mapping-schema.ts';

export interface CompiledStage {
  readonly stageId: string;
  readonly isOutcome: boolean;
  /** Rank among the open stages of its pipeline, from 1; 9000 for outcomes. */
  readonly order: number;
}

export interface CompiledPipeline {
  readonly pipelineId: string;
  readonly stageByValue: ReadonlyMap<string, CompiledStage>;
  readonly stageById: ReadonlyMap<string, CompiledStage>;
}

interface Compiled<File extends MappingFile> {
  readonly file: File;
  readonly times: TimeReader;
  readonly machines: ReadonlySet<string>;
  readonly emptyValues: ReadonlySet<string>;
  /** By what the source calls it; a mapping with one pipeline has it under ''. */
  readonly pipelines: ReadonlyMap<string, CompiledPipeline>;
  readonly definitionsFrom: Instant;
}

export interface DealRowsMapping extends Compiled<DealRowsFile> {
  readonly format: 'deal_rows';
  readonly snapshot: Instant | undefined;
}

export interface EventRowsMapping extends Compiled<EventRowsFile> {
  readonly format: 'event_rows';
  readonly snapshot: undefined;
}

/** A mapping file that was read, checked and prepared for use. Only `parseMapping` makes one. */
export type Mapping = DealRowsMapping | EventRowsMapping;
