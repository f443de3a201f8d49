import { simulateCoachedStep } from '@stepup/simulator';
import { describe, expect, it } from 'vitest';
import { verifyCoaching, type VerificationQuestion } from './verify-coaching.ts';

const history = simulateCoachedStep({
  seed: 5,
  reps: 12,
  entriesBefore: 80,
  entriesAfter: 120,
  daysBefore: 180,
  daysAfter: 240,
  spread: 0.3,
  quarterNoise: 0.15,
  teamShift: 0.25,
  effect: 1.4,
  choose: (_, repIds) => repIds.slice(0, 4),
});

function ask(given: Partial<VerificationQuestion> = {}): VerificationQuestion {
  const coached = history.coached.map((repId) => ({ repId, startDays: history.startDays, endDays: null }));
  return {
    step: 's',
    horizon: history.horizon,
    episodes: history.episodes,
    asOfDays: history.asOfDays,
    coached,
    otherStarts: new Map(),
    plannedDays: null,
    ...given,
  };
}

describe('verifying coaching', () => {
  it('sees a large effect of four, names its comparison, and looks no further once it stands', () => {
    const verified = verifyCoaching(ask());
    expect(verified.verdict).toBe('worked');
    expect(verified.planned.kind).toBe('decidable');
    expect(verified.looks.at(-1)?.asOfDays).toBe(verified.decidedDays);
    expect(verified.comparison?.controlIds).toEqual(history.repIds.slice(4));
    expect(verified.comparison?.effect.interval.lower).toBeGreaterThan(0);
    expect(verified.lacks).toEqual([]);
  });

  it('does not depend on the order of episodes, and stands whatever comes later', () => {
    const verified = verifyCoaching(ask());
    expect(verifyCoaching(ask({ episodes: history.episodes.toReversed() }))).toEqual(verified);
    const sooner = verifyCoaching(
      ask({ asOfDays: (verified.decidedDays ?? 0) + 1, plannedDays: verified.plannedDays }),
    );
    expect(sooner.verdict).toBe('worked');
    expect(sooner.decidedDays).toBe(verified.decidedDays);
  });

  it('is too early until the planned date, with that date', () => {
    const early = verifyCoaching(ask({ asOfDays: history.startDays + 20 }));
    expect(early.verdict).toBe('too_early');
    expect(early.looks).toEqual([]);
    expect(early.plannedDays).toBeGreaterThan(history.startDays + 20);
    const fixed = verifyCoaching(
      ask({
        plannedDays: history.startDays + 61,
        coached: [{ repId: 'rep-009', startDays: history.startDays, endDays: null }],
      }),
    );
    expect(fixed.verdict).not.toBe('too_early');
    expect(fixed.decidedDays).toBeLessThanOrEqual(history.startDays + 61);
  });

  it('says that there is nobody to compare with when everybody is coached', () => {
    const all = history.repIds.map((repId) => ({ repId, startDays: history.startDays, endDays: null }));
    const verified = verifyCoaching(ask({ coached: all }));
    expect(verified.comparison).toBeNull();
    expect(verified.lacks).toContain('too_few_controls');
    expect(['no_evidence', 'too_early']).toContain(verified.verdict);
  });

  it('compares with nobody coached earlier, and with those coached later only up to then', () => {
    const others = history.repIds.slice(4);
    const earlier = new Map(others.slice(0, 3).map((repId) => [repId, history.startDays - 40]));
    expect(verifyCoaching(ask({ otherStarts: earlier })).comparison?.controlIds).toEqual(others.slice(3));
    const later = new Map(others.map((repId) => [repId, history.startDays + 31]));
    const verified = verifyCoaching(ask({ otherStarts: later }));
    expect(verified.lacks).not.toContain('no_baseline');
    expect(verified.looks.slice(1).every(({ reading }) => reading === 'unclear')).toBe(true);
  });

  it('counts nothing of somebody after they left, and says so', () => {
    const left = history.coached.map((repId) => ({
      repId,
      startDays: history.startDays,
      endDays: history.startDays + 45,
    }));
    const verified = verifyCoaching(ask({ coached: left, plannedDays: history.asOfDays }));
    expect(verified.lacks).toContain('follow_up_ended_early');
    const whole = verifyCoaching(ask({ plannedDays: history.asOfDays }));
    const counted = verified.comparison?.observed.entered ?? Infinity;
    expect(counted).toBeLessThan(whole.comparison?.observed.entered ?? 0);
  });

  it('says that there is no baseline for somebody who was not there before', () => {
    const verified = verifyCoaching(
      ask({ coached: [{ repId: 'new', startDays: history.startDays, endDays: null }] }),
    );
    expect(verified.comparison).toBeNull();
    expect(verified.lacks).toContain('no_baseline');
  });
});
