import { type Instant, listOf, recordSchemas } from '@stepup/contracts';
import { createDays, type PastTeller } from './past-teller.ts';

const campaignsAnswer = listOf(recordSchemas.campaign.answer);

const coach = 'mgr-2';
const people = ['rep-07', 'rep-08', 'rep-09', 'rep-10', 'rep-11', 'rep-12'];

/** Half of a team by lot each time: one whose wait has ended, so that it is told, and one that waits still. */
const campaigns = [
  {
    title: 'Present every proposal',
    skill_id: 'presenting',
    stage_id: 'proposal',
    openedDaysAgo: 212,
    startsDaysAgo: 207,
    laterDaysAgo: 110,
  },
  {
    title: 'Answer new leads on the same morning',
    skill_id: 'speed_to_lead',
    stage_id: 'lead',
    openedDaysAgo: 34,
    startsDaysAgo: 29,
    laterDaysAgo: null,
  },
] as const;

/** Two campaigns of one team, each started by lot. Who starts is drawn anew in every example: the seed of a lot is the product's. */
export async function tellCampaigns(teller: PastTeller, now: Instant): Promise<void> {
  const days = createDays(now);
  const known = await teller.read(coach, now, '/v1/campaigns?limit=100', campaignsAnswer);
  for (const { openedDaysAgo, startsDaysAgo, laterDaysAgo, ...campaign } of campaigns) {
    if (known.items.some(({ title }) => title === campaign.title)) continue;
    const at = days(openedDaysAgo, 9);
    const told = await teller.open(coach, at, '/v1/campaigns', {
      ...campaign,
      pipeline_id: 'new-business',
      people,
      starts_on: days(startsDaysAgo, 9).slice(0, 10),
      ...(laterDaysAgo === null ? {} : { later_on: days(laterDaysAgo, 9).slice(0, 10) }),
    });
    await teller.move(coach, at, told, { kind: 'draw' });
  }
}
