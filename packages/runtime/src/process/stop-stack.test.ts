import { describe, expect, it } from 'vitest';
import { createStopStack } from './stop-stack.ts';

describe('createStopStack', () => {
  it('stops in reverse order, goes on after a failure, and names it', async () => {
    const stops = createStopStack();
    const order: string[] = [];
    for (const name of ['first', 'second', 'third']) {
      stops.push(name, async () => {
        order.push(name);
        if (name === 'second') throw new Error('stuck');
      });
    }
    await expect(stops.stopAll()).rejects.toThrow('second did not stop in order');
    expect(order).toEqual(['third', 'second', 'first']);
  });

  it('stops each part once', async () => {
    const stops = createStopStack();
    let count = 0;
    stops.push('part', async () => {
      count += 1;
    });
    await Promise.all([stops.stopAll(), stops.stopAll()]);
    expect(count).toBe(1);
  });
});
