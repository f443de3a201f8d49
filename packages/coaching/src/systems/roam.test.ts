import { describe, expect, it } from 'vitest';
import { inSession, openSession } from './coached-pair.test-support.ts';

describe('ROAM', () => {
  it('keeps results against which objective, worth, activities and methodology, with authors', () => {
    const { roam } = inSession(
      openSession(),
      { kind: 'write_roam', part: 'results', objective: 'typical_peer', text: '5 of 20 against 9 of 20' },
      { kind: 'write_roam', part: 'worth', worth_fixing: true, text: 'two deals a month' },
      { kind: 'write_roam', part: 'activities', text: 'one contact a week' },
      { kind: 'write_roam', part: 'methodology', text: 'no question before the demo' },
    ).content;
    expect(roam).toMatchObject([
      { part: 'results', objective: 'typical_peer', by: 'learner' },
      { part: 'worth', worth_fixing: true },
      { part: 'activities' },
      { part: 'methodology' },
    ]);
  });
});
