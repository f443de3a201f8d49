import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Tier } from '../verdict/assign-tiers.ts';
import { INITIAL_FINDING_STATE, reduceLook } from './finding-state.ts';
import type { FindingState, FindingTier, Look } from './finding-state.ts';
import { isLookDue } from './look-due.ts';

type Seen = readonly [Tier, number] | 'silent';

function lookAt(month: number, seen: Seen, fields: Partial<Look> = {}): Look {
  return {
    at: `2025-${String(month).padStart(2, '0')}-01T00:00:00.000000Z`,
    modelVersion: '1',
    horizonDays: 35,
    finding: seen === 'silent' ? { kind: 'silent' } : { kind: 'measured', tier: seen[0], pGap: seen[1] },
    ...fields,
  };
}

function replay(looks: readonly Seen[]): { tiers: FindingTier[]; state: FindingState } {
  let state = INITIAL_FINDING_STATE;
  const tiers = looks.map((seen, i) => {
    state = reduceLook(state, lookAt(i + 1, seen)).state;
    return state.tier;
  });
  return { tiers, state };
}

describe('reduceLook', () => {
  const table: readonly { why: string; looks: readonly Seen[]; tiers: readonly FindingTier[] }[] = [
    {
      why: 'raises probable at two looks in a row',
      looks: [
        ['probable', 0.7],
        ['probable', 0.65],
      ],
      tiers: ['none', 'probable'],
    },
    {
      why: 'does not raise after an interruption',
      looks: [
        ['probable', 0.7],
        ['watch', 0.5],
        ['probable', 0.7],
      ],
      tiers: ['none', 'none', 'none'],
    },
    { why: 'raises probable at once from .80', looks: [['probable', 0.8]], tiers: ['probable'] },
    {
      why: 'a first strong below .95 is probable, a second strong',
      looks: [
        ['strong', 0.9],
        ['strong', 0.9],
      ],
      tiers: ['probable', 'strong'],
    },
    { why: 'raises strong at once from .95', looks: [['strong', 0.95]], tiers: ['strong'] },
    {
      why: 'a strong and a probable look make a row for probable only',
      looks: [
        ['probable', 0.75],
        ['strong', 0.85],
        ['probable', 0.79],
      ],
      tiers: ['none', 'probable', 'probable'],
    },
    {
      why: 'clears probable below .35 at two looks in a row',
      looks: [
        ['probable', 0.9],
        ['none', 0.34],
        ['none', 0.35],
        ['none', 0.34],
        ['none', 0.1],
      ],
      tiers: ['probable', 'probable', 'probable', 'probable', 'none'],
    },
    {
      why: 'clears strong below .50 to probable, and that below .35',
      looks: [
        ['strong', 0.96],
        ['watch', 0.49],
        ['watch', 0.49],
        ['none', 0.3],
        ['none', 0.3],
      ],
      tiers: ['strong', 'strong', 'probable', 'probable', 'none'],
    },
    {
      why: 'clears strong altogether when both lines are crossed twice',
      looks: [
        ['strong', 0.96],
        ['none', 0.2],
        ['none', 0.2],
      ],
      tiers: ['strong', 'strong', 'none'],
    },
    {
      why: 'clears after two silent looks in a row',
      looks: [['strong', 0.96], 'silent', ['watch', 0.6], 'silent', 'silent'],
      tiers: ['strong', 'strong', 'strong', 'strong', 'none'],
    },
    {
      why: 'a silent look breaks the row upwards',
      looks: [['probable', 0.7], 'silent', ['probable', 0.7]],
      tiers: ['none', 'none', 'none'],
    },
  ];

  it.each(table)('$why', ({ looks, tiers }) => {
    expect(replay(looks).tiers).toEqual(tiers);
  });

  it('remembers since when', () => {
    const { state } = replay([
      ['probable', 0.7],
      ['probable', 0.7],
      ['probable', 0.7],
    ]);
    expect(state.since).toBe('2025-02-01T00:00:00.000000Z');
    expect(state.lastLook).toBe('2025-03-01T00:00:00.000000Z');
  });

  it('names what changed', () => {
    const raised = reduceLook(INITIAL_FINDING_STATE, lookAt(1, ['strong', 0.96]));
    expect(raised).toMatchObject({ kind: 'raised', from: 'none', state: { tier: 'strong' } });
  });

  it.each([
    ['new_model_version', { modelVersion: '2' }],
    ['new_horizon', { horizonDays: 42 }],
  ])('does not take a %s for a look, but goes on from it', (reason, fields) => {
    const first = reduceLook(INITIAL_FINDING_STATE, lookAt(1, ['probable', 0.7])).state;
    const changed = reduceLook(first, lookAt(2, ['strong', 0.99], fields));
    expect(changed).toMatchObject({
      kind: 'not_a_look',
      reason,
      state: { tier: 'none', pendingUp: { probable: 1 } },
    });
    expect(reduceLook(changed.state, lookAt(3, ['probable', 0.7], fields))).toMatchObject({ kind: 'raised' });
  });

  it('ignores a look replayed or out of order, changes at most one look’s worth, and is deterministic', () => {
    const seen = fc.oneof(
      fc.constant<Seen>('silent'),
      fc.tuple(
        fc.constantFrom<Tier>('none', 'watch', 'probable', 'strong'),
        fc.double({ min: 0, max: 1, noNaN: true }),
      ),
    );
    fc.assert(
      fc.property(fc.array(seen, { minLength: 1, maxLength: 12 }), (looks) => {
        const { state, tiers } = replay(looks);
        expect(reduceLook(state, lookAt(looks.length, ['strong', 1]))).toEqual({ kind: 'stale', state });
        expect(replay(looks)).toEqual({ state, tiers });
        if (looks.every((look) => look === 'silent' || (look[0] !== 'probable' && look[0] !== 'strong'))) {
          expect(state.tier).toBe('none');
        }
      }),
    );
  });
});

describe('isLookDue', () => {
  it.each([
    { why: 'first', lastLookDays: null, nowDays: 20_000, newExposures: 0, due: true },
    { why: 'new month', lastLookDays: 20_088, nowDays: 20_089, newExposures: 0, due: true },
    { why: 'same month', lastLookDays: 20_060, nowDays: 20_080, newExposures: 4, due: false },
    { why: 'a week and 5 new', lastLookDays: 20_060, nowDays: 20_067, newExposures: 5, due: true },
    { why: 'six days', lastLookDays: 20_060, nowDays: 20_066, newExposures: 50, due: false },
  ])('$why: $due', ({ lastLookDays, nowDays, newExposures, due }) => {
    expect(isLookDue({ lastLookDays, nowDays, newExposures })).toBe(due);
  });
});
