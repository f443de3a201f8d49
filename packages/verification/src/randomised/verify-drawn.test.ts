import type { Episode } from '@stepup/diagnosis';
import { seededRandom } from '@stepup/statistics';
import { describe, expect, it } from 'vitest';
import { type DrawnCampaign, verifyDrawn } from './verify-drawn.ts';

const startDays = 20_000;
const laterDays = startDays + 120;
const repIds = Array.from({ length: 8 }, (_, i) => `rep-${i}`);
const startsNow = (repId: string) => Number(repId.slice(4)) % 2 === 0;

function deals(repId: string, from: number, count: number, rate: number, seed: number): Episode[] {
  const random = seededRandom(seed, repId);
  return Array.from({ length: count }, (_, i) => {
    const advances = random.uniform() < rate;
    return {
      repId,
      enteredAtDays: from + i,
      daysToAdvance: advances ? 5 : null,
      daysToLoss: advances ? null : 5,
      segmentKey: 'all',
      ownerChanged: false,
      startsHere: true,
      skipped: false,
    };
  });
}

/** Half of the eight advance 50 in 100 at first and then 85, the others stay at 50. */
function campaign(asOfDays: number, change: Partial<DrawnCampaign> = {}): DrawnCampaign {
  return {
    step: 'step',
    horizon: { days: 30, source: 'stage' },
    episodes: repIds.flatMap((repId) => [
      ...deals(repId, startDays - 100, 100, 0.5, 1),
      ...deals(repId, startDays, 118, startsNow(repId) ? 0.85 : 0.5, 2),
    ]),
    asOfDays,
    startDays,
    laterDays,
    people: repIds.map((repId) => ({ repId, startsNow: startsNow(repId), endDays: null })),
    blocks: [{ listed: repIds, now: 4 }],
    seed: 3,
    ...change,
  };
}

describe('a campaign with a wait-list', () => {
  it('is too early until those who wait start, with that day and without a number to stop at', () => {
    const early = verifyDrawn(campaign(laterDays - 1));
    expect(early).toMatchObject({
      verdict: 'too_early',
      plannedDays: laterDays,
      comparison: null,
      lacks: [],
    });
    expect(early.now.entered).toBeGreaterThan(300);
  });

  it('is told on that day, and what comes afterwards changes nothing', () => {
    const told = verifyDrawn(campaign(laterDays));
    expect(told.verdict).toBe('worked');
    expect(told.comparison?.estimate).toBeGreaterThan(1);
    expect(told.comparison?.lots).toBe(70);
    const coachedLater = repIds.flatMap((repId) => deals(repId, laterDays, 60, 0.99, 4));
    const afterwards = campaign(laterDays + 200);
    expect(verifyDrawn({ ...afterwards, episodes: [...afterwards.episodes, ...coachedLater] })).toEqual(told);
    expect(verifyDrawn({ ...afterwards, episodes: afterwards.episodes.toReversed() })).toEqual(told);
  });

  it('counts whoever left until then, where they were drawn, and says so', () => {
    const people = campaign(laterDays).people.map((one) =>
      one.repId === 'rep-0' ? { ...one, endDays: startDays + 60 } : one,
    );
    const told = verifyDrawn(campaign(laterDays, { people }));
    expect(told.lacks).toEqual(['follow_up_ended_early']);
    expect(told.now).toMatchObject({ people: 4 });
    expect(told.now.entered).toBe(verifyDrawn(campaign(laterDays)).now.entered - 58);
  });

  it('has no evidence where one half had no deals, or nothing was known before', () => {
    const half = campaign(laterDays);
    const silent = {
      ...half,
      episodes: half.episodes.filter((one) => one.enteredAtDays < startDays || startsNow(one.repId)),
    };
    expect(verifyDrawn(silent)).toMatchObject({
      verdict: 'no_evidence',
      comparison: null,
      lacks: ['nothing_entered'],
    });
    const young = { ...half, episodes: half.episodes.filter((one) => one.enteredAtDays >= startDays) };
    expect(verifyDrawn(young)).toMatchObject({ verdict: 'no_evidence', lacks: ['no_baseline'] });
  });
});
