import type { StandaloneInstance } from '@stepup/standalone';
import { lookingBackTenant } from './looking-back-team.ts';
import { signIn } from './run-product.ts';

const dayMs = 86_400_000;

/** Days so many before today, `YYYY-MM-DD`. */
const dayAgo = (days: number): string => new Date(Date.now() - days * dayMs).toISOString().slice(0, 10);

/** When the first deals of the team come so that the campaigns of then have some before them, while they ran and since. */
export function startOfCampaignedTeam(now: Date): Date {
  return new Date(now.getTime() - 35 * dayMs);
}

/**
 * Two campaigns of the past on one step, told through the product as they happened: one whose wait has ended, one that waits still. Answers
 * with their ids.
 */
export async function tellCampaignsOfThen(
  instance: Pick<StandaloneInstance, 'url' | 'servePast'>,
): Promise<{ told: string; waiting: string }> {
  const authorization = `Bearer ${await signIn(instance.url, lookingBackTenant, 'mia')}`;
  const past = await instance.servePast();
  const post = async (daysAgo: number, path: string, body: object, version?: number) => {
    past.goTo(new Date(Date.now() - daysAgo * dayMs).toISOString().replace('Z', '000Z'));
    const answer = await fetch(past.url + path, {
      method: 'POST',
      headers: {
        authorization,
        'content-type': 'application/json',
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      },
      body: JSON.stringify(body),
    });
    const read: unknown = await answer.json();
    if (!answer.ok || typeof read !== 'object' || read === null || !('id' in read))
      throw new Error(`${path}: ${answer.status} ${JSON.stringify(read)}`);
    return String(read.id);
  };
  const tell = async (
    title: string,
    days: { starts_on: string; later_on?: string },
    openedDaysAgo: number,
  ) => {
    const id = await post(openedDaysAgo, '/v1/campaigns', {
      title,
      skill_id: 'next_step',
      pipeline_id: 'p',
      stage_id: 'first',
      people: ['ron', 'rita', 'rob', 'rosa', 'ruth', 'ray'],
      ...days,
    });
    await post(openedDaysAgo, `/v1/campaigns/${id}/transitions`, { kind: 'draw' }, 1);
    return id;
  };
  try {
    const told = await tell('Dates at the end', { starts_on: dayAgo(150), later_on: dayAgo(70) }, 152);
    const waiting = await tell('Who else decides', { starts_on: dayAgo(20) }, 22);
    return { told, waiting };
  } finally {
    await past.close();
  }
}
