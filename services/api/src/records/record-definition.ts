import type { RecordFacts, RecordKind } from '@stepup/coaching';
import type { RecordHead, RecordSide } from '@stepup/contracts';
import type { StoredRecord, TenantTransaction } from '@stepup/store';
import type { Person } from '@stepup/warehouse';
import type * as z from 'zod';
import type { ApiPorts } from '../api-ports.ts';
import type { EndpointProblem } from '../endpoint/endpoint.ts';
import type { Addressee } from './choose-record-parties.ts';

/** What surrounds a record while it is opened or moved. */
export interface RecordSurroundings {
  readonly tx: TenantTransaction;
  readonly ports: ApiPorts;
  readonly people: readonly Person[];
  readonly at: string;
  readonly today: string;
  readonly actorId: string;
}

/** One kind of record as the api serves it; the rules are the kind’s own. */
export interface RecordDefinition<
  Opening extends object,
  Move extends { kind: string },
  Content extends { state: string },
> {
  readonly kind: RecordKind<Opening, Move, Content>;
  readonly schemas: {
    readonly opening: z.ZodType<Opening>;
    readonly move: z.ZodType<Move>;
    readonly content: z.ZodType<Content>;
    readonly answer: z.ZodType<RecordHead & Content>;
  };
  /** In the plural, as in paths: `/v1/obstacles`. */
  readonly plural: string;
  /** What it is called in the documentation. */
  readonly title: string;
  /** Under a plan: `/v1/plans/:id/obstacles`; null where it is opened by itself. */
  readonly underPlan: string | null;
  readonly addressee: (opening: Opening) => Addressee;
  /** What readers who are neither of the two see of it; all of it where this is left out. Its history is closed to them then. */
  readonly shownToReader?: (content: Content, personId: string) => Content;
  /** Fills in what the product knows already, like the time of a call. */
  readonly complete?: (
    opening: Opening,
    around: RecordSurroundings,
  ) => Promise<{ readonly kind: 'completed'; readonly opening: Opening } | EndpointProblem>;
  readonly gatherFacts?: (
    around: RecordSurroundings,
    about: Pick<StoredRecord, 'id' | 'planId' | 'learnerId' | 'coachId'> & {
      readonly content: Content | null;
      readonly command: Opening | Move;
    },
  ) => Promise<RecordFacts>;
  /** What follows from a change, in the same transaction. */
  readonly followUp?: (
    around: RecordSurroundings,
    record: StoredRecord & { readonly content: Content },
    side: RecordSide,
  ) => Promise<void>;
}
