import { describe, expect, it } from 'vitest';
import { Lane } from './lane.ts';

const here = new AbortController().signal;

describe('Lane', () => {
  it('admits as many as fit, then in order of arrival', async () => {
    const lane = new Lane(1, 10);
    const first = await lane.enter(here);
    const order: string[] = [];
    const waiting = ['b', 'c'].map(async (name) => {
      const ticket = await lane.enter(here);
      order.push(name);
      if (ticket.kind === 'admitted') ticket.leave();
    });
    expect(order).toEqual([]);
    if (first.kind === 'admitted') first.leave();
    await Promise.all(waiting);
    expect(order).toEqual(['b', 'c']);
  });

  it('refuses when too many wait', async () => {
    const lane = new Lane(1, 1);
    await lane.enter(here);
    void lane.enter(here);
    expect(await lane.enter(here)).toEqual({ kind: 'full', waiting: 1 });
  });

  it('forgets those who leave while waiting, and gives a place back only once', async () => {
    const lane = new Lane(1, 1);
    const first = await lane.enter(here);
    const leaver = new AbortController();
    const left = lane.enter(leaver.signal);
    leaver.abort();
    expect(await left).toEqual({ kind: 'gone' });
    if (first.kind === 'admitted') {
      first.leave();
      first.leave();
    }
    expect((await lane.enter(here)).kind).toBe('admitted');
    const next = lane.enter(here);
    expect(await lane.enter(here)).toEqual({ kind: 'full', waiting: 1 });
    void next;
  });
});
