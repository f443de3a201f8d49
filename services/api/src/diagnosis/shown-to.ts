import type { Instant } from '@stepup/contracts';
import type { Finding } from '@stepup/store';
import * as z from 'zod';
import type { Viewer } from '../access/viewer.ts';
import { type HeadStart, headStartEndsAt } from './head-start.ts';

/** What decides when others see what concerns a person. */
export interface ShownWhen {
  readonly now: Instant;
  readonly headStart: HeadStart;
  readonly paused: ReadonlyMap<string, Instant>;
}

const frozen = z.object({ look_as_of: z.string() });

/**
 * Whether a finding is shown to somebody who may see the person: to the person at once, to others after the head start; to nobody
 * else while that person has paused their diagnosis. Programs are no people and wait for nothing but a pause.
 */
export function isShownTo(
  { personId }: Pick<Viewer, 'personId'>,
  finding: Pick<Finding, 'repId' | 'evidence'>,
  { now, headStart, paused }: ShownWhen,
): boolean {
  if (personId === finding.repId) return true;
  if (paused.has(finding.repId)) return false;
  if (personId === undefined) return true;
  return headStartEndsAt(frozen.parse(finding.evidence).look_as_of, headStart) <= now;
}
