import { describe, expect, it } from 'vitest';
import { diagnoseTeam } from '../diagnose-team.ts';
import type { Episode } from '../episode.ts';
import { prepareLevers } from '../levers/lever-model.ts';
import type { TeamInput } from '../team-input.ts';
import { AS_OF_DAYS, makeEpisode } from '../testing/make-episode.ts';
import { exceedsPeers } from './exceeds-peers.ts';
import { judgeStageUse } from './judge-stage-use.ts';
import type { RepRecord } from './recognise-context.ts';
import { isUnworkableReason, recogniseContext } from './recognise-context.ts';

const REPS = Array.from({ length: 10 }, (_, r) => `rep-${r}`);
const STEPS = ['1', '2', '3'];

/** Mature deals: per rep and step how many entered, how many advanced and how many began there. */
type Counts = { readonly entered: number; readonly advanced: number; readonly started?: number };

function teamOf(
  countsOf: (repId: string, step: string) => Counts,
  segmentOf: (repId: string) => string = () => 'all',
): TeamInput {
  const steps = STEPS.map((step) => ({
    step,
    horizon: { days: 35, source: 'stage' } as const,
    episodes: REPS.flatMap((repId): Episode[] => {
      const { entered, advanced, started = step === '1' ? entered : 0 } = countsOf(repId, step);
      return Array.from({ length: entered }, (_, i) =>
        makeEpisode({
          repId,
          ageDays: 40 + ((i * 37) % 130),
          segmentKey: segmentOf(repId),
          startsHere: i < started,
          daysToAdvance: i < advanced ? 5 : null,
          daysToLoss: i < advanced ? null : 9,
        }),
      );
    }),
  }));
  return { repIds: REPS, asOfDays: AS_OF_DAYS, steps };
}

const TYPICAL: Readonly<Record<string, Counts>> = {
  1: { entered: 200, advanced: 100 },
  2: { entered: 100, advanced: 50 },
  3: { entered: 50, advanced: 25 },
};

function judge(special: Readonly<Record<string, Counts>>) {
  const input = teamOf(
    (repId, step) => (repId === 'rep-0' ? special : TYPICAL)[step] ?? { entered: 0, advanced: 0 },
  );
  return judgeStageUse(
    prepareLevers({ diagnosis: diagnoseTeam(input), chains: [STEPS], wonDeals: [] }),
    'rep-0',
    '2',
  );
}

describe('judgeStageUse', () => {
  it('sees that the next step takes back what this one lacks', () => {
    const use = judge({
      1: { entered: 200, advanced: 100 },
      2: { entered: 200, advanced: 60 },
      3: { entered: 120, advanced: 105 },
    });
    expect(use).toMatchObject({ kind: 'used_differently', reason: 'neighbour_offsets', neighbour: '3' });
    if (use.kind === 'used_differently' && use.reason === 'neighbour_offsets') {
      expect(use.product).toBeGreaterThan(0.9 * use.typicalProduct);
    }
  });

  it('sees that the step before lets through what falls here', () => {
    const use = judge({
      1: { entered: 200, advanced: 170 },
      2: { entered: 170, advanced: 50 },
      3: { entered: 50, advanced: 25 },
    });
    expect(use).toMatchObject({ kind: 'used_differently', reason: 'neighbour_offsets', neighbour: '1' });
  });

  it('sees deals that first appear after the step', () => {
    const use = judge({
      1: { entered: 60, advanced: 30 },
      2: { entered: 30, advanced: 9 },
      3: { entered: 60, advanced: 30, started: 51 },
    });
    expect(use).toEqual({
      kind: 'used_differently',
      reason: 'first_seen_late',
      share: 51 / 81,
      peerShare: 0,
      deals: 81,
    });
  });

  it('takes a plain gap for a gap', () => {
    const use = judge({
      1: { entered: 200, advanced: 100 },
      2: { entered: 100, advanced: 25 },
      3: { entered: 25, advanced: 12 },
    });
    expect(use).toEqual({ kind: 'no_sign' });
    expect(judge(TYPICAL)).toEqual({ kind: 'no_sign' });
  });
});

describe('recogniseContext', () => {
  const plain = (repId: string): RepRecord => ({
    repId,
    entered: 100,
    handedOn: 3,
    lost: 50,
    lostInBulk: 0,
    lostAsUnworkable: 4,
  });
  const recognise = (special: Partial<RepRecord>, segmentOf?: (repId: string) => string) => {
    const { fits } = diagnoseTeam(
      teamOf((_, step) => TYPICAL[step] ?? { entered: 0, advanced: 0 }, segmentOf),
    );
    const [fit] = fits;
    if (fit === undefined) throw new Error('no fit');
    const records = REPS.map((repId) => (repId === 'rep-0' ? { ...plain(repId), ...special } : plain(repId)));
    return recogniseContext(fit, 'rep-0', records).map(({ kind }) => kind);
  };

  it.each([
    ['a queue', { handedOn: 70 }, ['queue']],
    ['a clean-up role', { lostInBulk: 40 }, ['clean_up']],
    ['unworkable leads', { lostAsUnworkable: 30 }, ['unworkable_leads']],
    ['nothing in what happens to anybody', { handedOn: 12, lostAsUnworkable: 10 }, []],
    ['nothing in a handful of losses', { lost: 5, lostAsUnworkable: 5 }, []],
  ] as const)('recognises %s', (_, special, kinds) => {
    expect(recognise(special)).toEqual(kinds);
  });

  it('recognises leads nobody else has', () => {
    expect(recognise({}, (repId) => (repId === 'rep-0' ? 'public' : 'private'))).toEqual(['unlike_leads']);
    expect(recognise({}, (repId) => (repId < 'rep-3' ? 'public' : 'private'))).toEqual([]);
  });

  it.each([
    ['Duplicate', true],
    ['wrong_number', true],
    ['Dublette', true],
    ['Price', false],
    ['No latest contest', false],
  ])('reads the reason %s', (reason, unworkable) => {
    expect(isUnworkableReason(reason)).toBe(unworkable);
  });
});

describe('exceedsPeers', () => {
  it('asks for ten deals of the rep and of at least one peer', () => {
    expect(exceedsPeers({ count: 9, of: 9 }, [{ count: 0, of: 100 }])).toBeNull();
    expect(exceedsPeers({ count: 90, of: 90 }, [{ count: 0, of: 9 }])).toBeNull();
    expect(exceedsPeers({ count: 90, of: 90 }, [{ count: 0, of: 10 }])).toEqual({
      share: 1,
      peerShare: 0,
      deals: 90,
    });
  });
});
