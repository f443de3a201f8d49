import type { StandaloneInstance } from '../../compose.ts';
import { type Instant, toInstant } from '@stepup/contracts';
import { type ExampleRecord, readExampleRecord, writeExampleRecord } from '../example-record.ts';
import { createPastTeller, type PastTeller } from './past-teller.ts';
import { plansOfTheYear } from './plans-of-the-year.ts';
import { tellCampaigns } from './tell-campaigns.ts';
import { tellCoaching } from './tell-coaching.ts';
import { tellPractices } from './tell-practices.ts';
import { tellYear } from './tell-year.ts';

type Telling = (teller: PastTeller, now: Instant) => Promise<void>;

/** Where the example is told, and as whom. */
interface ExampleTold {
  readonly instance: Pick<StandaloneInstance, 'dataDirectory' | 'servePast' | 'verifyCoaching'>;
  readonly tenant: string;
  readonly tokenOf: (person: string) => Promise<string>;
  readonly stopping: AbortSignal;
}

/** Tells the last two months of coaching once, up to the moment at which the sales events of the example end. */
export async function tellExampleCoaching(told: ExampleTold): Promise<void> {
  await tellOnce(told, 'isCoachingTold', [tellCoaching]);
}

/** What was before does not wait for one another: each is about other people or other records. */
const yearBefore: readonly Telling[] = [
  ...plansOfTheYear.map(
    (year): Telling =>
      (teller, now) =>
        tellYear(teller, now, year),
  ),
  async (teller, now) => {
    await tellCampaigns(teller, now);
    await tellPractices(teller, now);
  },
];

/** Tells the year before in short, once, and has all of it verified. After the last two months: whoever has a plan already is left out of those. */
export async function tellExampleYear(told: ExampleTold): Promise<void> {
  const isTold = await tellOnce(told, 'isYearTold', yearBefore);
  if (isTold) await told.instance.verifyCoaching(told.tenant);
}

/** Tells side by side, each through an api with a clock of its own; false where it was told before, or there is no example. */
async function tellOnce(
  { instance, tokenOf, stopping }: ExampleTold,
  mark: keyof Pick<ExampleRecord, 'isCoachingTold' | 'isYearTold'>,
  tellings: readonly Telling[],
): Promise<boolean> {
  const known = await readExampleRecord(instance.dataDirectory);
  const endsAt = known === null ? null : toInstant(known.endsAt);
  if (known === null || endsAt === null || known[mark]) return false;
  const ended = await Promise.allSettled(
    tellings.map(async (telling) => {
      const past = await instance.servePast();
      try {
        await telling(createPastTeller(past, tokenOf, stopping), endsAt);
      } finally {
        await past.close();
      }
    }),
  );
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
  await writeExampleRecord(instance.dataDirectory, { ...known, [mark]: true });
  return true;
}
