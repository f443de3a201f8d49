import { describe, expect, it } from 'vitest';
import { freshnessWords } from './freshness-words.ts';

describe('freshnessWords', () => {
  it('says so where numbers are not complete, and until when they are', () => {
    const freshness = { complete_until: '2026-11-22T05:00:00.000000Z', newest_event_time: null } as const;
    expect(freshnessWords({ ...freshness, state: 'current' }, 'UTC')).toEqual({
      words: 'up to date',
      isComplete: true,
    });
    expect(freshnessWords({ ...freshness, state: 'catching_up' }, 'UTC')).toEqual({
      words: 'still counting new events, complete until 22 Nov 2026, 05:00',
      isComplete: false,
    });
    expect(freshnessWords({ ...freshness, complete_until: null, state: 'rebuilding' }, 'UTC').words).toBe(
      'being computed again',
    );
  });
});
