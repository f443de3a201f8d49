import { describe, expect, it } from 'vitest';
import { diagnoseTeam } from '../diagnose-team.ts';
import type { DiagnosisCell } from '../diagnosis-cell.ts';
import type { Episode } from '../episode.ts';
import { AS_OF_DAYS, makeEpisode } from '../testing/make-episode.ts';
import { seededRandom } from '@stepup/statistics';
import { simulateTeam } from '@stepup/simulator';

const HORIZON = { days: 40, source: 'stage' } as const;
const DEALS = 80;

/** Mature deals of one rep, the first of which advance, the next of which are lost; the rest is open. */
function dealsOf(repId: string, counts: { readonly advanced: number; readonly lost: number }): Episode[] {
  return Array.from({ length: DEALS }, (_, i) =>
    makeEpisode({
      repId,
      ageDays: 41 + ((i * 37) % 120),
      daysToAdvance: i < counts.advanced ? 1 + (i % 30) : null,
      daysToLoss: i >= counts.advanced && i < counts.advanced + counts.lost ? 1 + (i % 30) : null,
    }),
  );
}

/** Rep `low` among eleven who move half of their deals on and lose `lostOfOthers` of the other half. */
function cellAmong(
  low: { readonly advanced: number; readonly lost: number },
  lostOfOthers: number,
): DiagnosisCell {
  const others = Array.from({ length: 11 }, (_, r) => {
    const advanced = 38 + (r % 5);
    return dealsOf(`rep-${r}`, { advanced, lost: Math.min(DEALS - advanced, lostOfOthers) });
  });
  const episodes = [...dealsOf('low', low), ...others.flat()];
  const steps = [{ step: 's', horizon: HORIZON, episodes }];
  const [cell] = diagnoseTeam({ repIds: ['low'], asOfDays: AS_OF_DAYS, steps }).cells;
  if (cell === undefined) throw new Error('one rep, one step, one cell');
  return cell;
}

describe('a rep who moves 12 of 80 deals on, where the others move 40 on', () => {
  it('is flagged when he loses the others', () => {
    expect(cellAmong({ advanced: 12, lost: 68 }, 40)).toMatchObject({ tier: 'strong', notes: [] });
  });

  it('is flagged when as many of his deals stay open as of the others', () => {
    expect(cellAmong({ advanced: 12, lost: 51 }, 30)).toMatchObject({ tier: 'strong', notes: [] });
  });

  it('is not flagged when of his decided deals as many advance as of theirs', () => {
    const cell = cellAmong({ advanced: 12, lost: 12 }, 40);
    expect(cell).toMatchObject({ state: 'ok', tier: 'none', notes: ['open_not_decided'] });
    expect(cell.pGap).toBeGreaterThan(0.9);
  });

  it('is flagged in a team where hardly anybody says that a deal is lost', () => {
    expect(cellAmong({ advanced: 12, lost: 5 }, 5)).toMatchObject({ tier: 'strong', notes: [] });
  });
});

describe('planted gaps where only some lost deals are closed, whoever owns them', () => {
  it.each([
    { closed: 0.6, recall: 0.84 },
    { closed: 0.3, recall: 0.8 },
  ])('are found all the same at about 120 deals (closed: $closed)', ({ closed, recall }) => {
    let planted = 0;
    let found = 0;
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const { input, truth } = simulateTeam({
        seed,
        reps: 20,
        steps: 4,
        spread: 0.25,
        gapShare: 0.1,
        gap: -0.8,
        monthNoise: 0.15,
        entriesPerCell: 130,
      });
      const random = seededRandom(seed);
      const steps = input.steps.map((step) => ({
        ...step,
        episodes: [...step.episodes].map((episode) =>
          random.uniform() < closed ? episode : { ...episode, daysToLoss: null },
        ),
      }));
      const cells = new Map(diagnoseTeam({ ...input, steps }).cells.map((c) => [`${c.repId} ${c.step}`, c]));
      for (const { repId, step, planted: isPlanted, rate, typical } of truth) {
        if (!isPlanted || rate > 0.8 * typical) continue;
        planted += 1;
        const tier = cells.get(`${repId} ${step}`)?.tier;
        if (tier === 'strong' || tier === 'probable') found += 1;
      }
    }
    expect(planted).toBeGreaterThan(20);
    expect(found / planted).toBeGreaterThan(recall);
  });
});
