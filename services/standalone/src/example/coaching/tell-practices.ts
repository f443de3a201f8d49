import { type Instant, listOf, recordSchemas } from '@stepup/contracts';
import { createDays, type PastTeller } from './past-teller.ts';

const practicesAnswer = listOf(recordSchemas.practice.answer);

/** What coaches of the example have written down: one that the organisation has made its reference, and two that are offered. */
const practices = [
  {
    by: 'mgr-1',
    adoptedBy: ['mgr-2', 'mgr-4'],
    referenceBy: 'dir-1',
    card: {
      skill_id: 'cadence',
      title: 'Their idea first',
      when: 'Whenever a plan needs something to do, before I say what I would do.',
      how: 'I ask what they would try and wait. I write down their words, and add mine only when they ask.',
      example:
        'She wanted half an hour every morning for leads of the last ten days. I would have said Fridays.',
      measure: { indicator: 'rep_measures', value: 0.8 },
    },
  },
  {
    by: 'mgr-2',
    adoptedBy: ['mgr-1'],
    referenceBy: null,
    card: {
      skill_id: 'presenting',
      title: 'Five minutes on the way back',
      when: 'After a call that we had prepared together, before the next one begins.',
      how: 'They ring me from the car park: what did you expect, what came, what do you make of it? I add nothing.',
      example:
        'He noticed himself that the question had come before the figures, and turned them round next time.',
      measure: { indicator: 'near_debrief_share', value: 0.6 },
    },
  },
  {
    by: 'mgr-4',
    adoptedBy: [],
    referenceBy: null,
    card: {
      skill_id: 'access',
      title: 'Draw the other side',
      when: 'In the first session about an account in which only one person talks to us.',
      how: 'The two of us draw who sits at the table when they decide, and mark whom we have never met.',
      example: 'There were four names on the sheet and we knew one. Finance was asked into the next meeting.',
    },
  },
] as const;

const [writtenDaysAgo, adoptedDaysAgo, referenceDaysAgo] = [215, 200, 95];

/** Practice cards from the writing to the adoption by others. */
export async function tellPractices(teller: PastTeller, now: Instant): Promise<void> {
  const days = createDays(now);
  for (const { by, adoptedBy, referenceBy, card } of practices) {
    const known = await teller.read(by, now, `/v1/practices?learner=${by}&limit=100`, practicesAnswer);
    if (known.items.some(({ title }) => title === card.title)) continue;
    const practice = await teller.open(by, days(writtenDaysAgo, 10), '/v1/practices', card);
    await teller.move(by, days(writtenDaysAgo, 11), practice, { kind: 'offer' });
    for (const who of adoptedBy)
      await teller.move(who, days(adoptedDaysAgo, 10), practice, { kind: 'adopt' });
    if (referenceBy !== null)
      await teller.move(referenceBy, days(referenceDaysAgo, 10), practice, { kind: 'make_reference' });
  }
}
