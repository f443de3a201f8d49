import { findingIndicator } from '@stepup/coaching';
import type { DisputeContent, DisputeOpening } from '@stepup/contracts';
import { appendFindingEvent, getFinding, reviewFinding, type StoredRecord } from '@stepup/store';
import * as z from 'zod';
import { invalidBody } from '../endpoint/define-write.ts';
import type { EndpointProblem } from '../endpoint/endpoint.ts';
import type { RecordSurroundings } from './record-definition.ts';

/** A dispute about a finding names one about the person who disputes it. */
export async function checkDisputedFinding(
  opening: DisputeOpening,
  { tx, actorId }: RecordSurroundings,
): Promise<{ readonly kind: 'completed'; readonly opening: DisputeOpening } | EndpointProblem> {
  const { indicator, key } = opening;
  if (indicator !== findingIndicator) return { kind: 'completed', opening };
  const finding = z.uuid().safeParse(key).success ? await getFinding(tx, key) : null;
  if (finding !== null && finding.repId === actorId) return { kind: 'completed', opening };
  return invalidBody([{ path: '/key', message: 'names no finding about you' }]);
}

const moves = { open: 'disputed', answered: 'dispute_answered', withdrawn: 'dispute_withdrawn' } as const;

/** A finding whose dispute was right is taken back; every turn of a dispute is told as one of its finding. */
export async function tellFindingOfDispute(
  { tx, at, actorId: by }: RecordSurroundings,
  { content }: StoredRecord & { readonly content: DisputeContent },
): Promise<void> {
  const { indicator, key: id, state, answer } = content;
  if (indicator !== findingIndicator) return;
  await appendFindingEvent(tx, id, { move: moves[state], at });
  if (answer?.answer !== 'corrected') return;
  const finding = await getFinding(tx, id);
  if (finding === null) throw new Error(`the disputed finding ${id} is gone`);
  await reviewFinding(tx, { id, expectedVersion: finding.reviewVersion, reviewState: 'cleared', by, at });
}
