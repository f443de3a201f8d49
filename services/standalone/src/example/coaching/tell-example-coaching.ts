import type { StandaloneInstance } from '../../compose.ts';
import { toInstant } from '@stepup/contracts';
import { readExampleRecord, writeExampleRecord } from '../example-record.ts';
import { createPastTeller } from './past-teller.ts';
import { tellCoaching } from './tell-coaching.ts';

/** Tells the coaching of the example once, up to the moment at which its sales events end. */
export async function tellExampleCoaching(
  instance: Pick<StandaloneInstance, 'dataDirectory' | 'servePast'>,
  tokenOf: (person: string) => Promise<string>,
  stopping: AbortSignal,
): Promise<void> {
  const known = await readExampleRecord(instance.dataDirectory);
  const endsAt = known === null ? null : toInstant(known.endsAt);
  if (known === null || endsAt === null || known.isCoachingTold) return;
  const past = await instance.servePast();
  try {
    await tellCoaching(createPastTeller(past, tokenOf, stopping), endsAt);
    await writeExampleRecord(instance.dataDirectory, { ...known, isCoachingTold: true });
  } finally {
    await past.close();
  }
}
