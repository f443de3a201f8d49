import type { RecordSide } from '@stepup/contracts';
import { getRecord, type StoredRecord, type TenantTransaction } from '@stepup/store';
import * as z from 'zod';
import type { EndpointCall, EndpointProblem } from '../endpoint/endpoint.ts';
import { findRecordSide } from './find-record-side.ts';
import type { RecordDefinition } from './record-definition.ts';

/** The record that the path names, for those to whom it exists. */
export async function findRecord<
  Opening extends object,
  Move extends { kind: string },
  Content extends { state: string },
>(
  tx: TenantTransaction,
  { kind, schemas }: Pick<RecordDefinition<Opening, Move, Content>, 'kind' | 'schemas'>,
  { viewer, pathParameters }: Pick<EndpointCall<unknown>, 'viewer' | 'pathParameters'>,
): Promise<
  | {
      kind: 'record';
      record: StoredRecord & { readonly content: Content };
      side: RecordSide;
      personId: string;
    }
  | EndpointProblem
> {
  const notFound: EndpointProblem = { kind: 'problem', code: 'not_found' };
  const id = z.uuid().safeParse(pathParameters['id']);
  const { personId } = viewer;
  if (!id.success || personId === undefined) return notFound;
  const stored = await getRecord(tx, kind.name, id.data);
  if (stored === null) return notFound;
  const content = schemas.content.parse(stored.content);
  const side = await findRecordSide(tx, viewer, stored, content.state);
  return side === null ? notFound : { kind: 'record', record: { ...stored, content }, side, personId };
}
