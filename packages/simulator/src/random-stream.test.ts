import { describe, expect, it } from 'vitest';
import { createRandomStream } from './random-stream.ts';

const draws = 40_000;

/** Mean and variance of many draws of one stream. */
function moments(draw: () => number): { mean: number; variance: number } {
  const values = Array.from({ length: draws }, draw);
  const mean = values.reduce((sum, value) => sum + value, 0) / draws;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (draws - 1) };
}

describe('createRandomStream', () => {
  it('repeats for the same labels and differs for others', () => {
    const first = (...labels: (string | number)[]): number => createRandomStream(1, ...labels).uniform();
    expect(first('a', 1)).toBe(first('a', 1));
    // Joined labels must not run into each other.
    const values = [
      first('a', 1),
      first('a1'),
      first('a', 2),
      first('b', 1),
      createRandomStream(2, 'a', 1).uniform(),
    ];
    expect(new Set(values).size).toBe(values.length);
  });

  it('has unrelated streams for neighbouring labels', () => {
    const firsts = Array.from({ length: draws }, (_, index) => createRandomStream(7, index).uniform());
    const mean = firsts.reduce((sum, value) => sum + value, 0) / draws;
    const lagged = firsts
      .slice(1)
      .reduce((sum, value, index) => sum + (value - 0.5) * ((firsts[index] ?? 0) - 0.5), 0);
    // Standard errors: 0.0014 of the mean, 0.005 of the correlation.
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.006);
    expect(Math.abs((lagged / draws) * 12)).toBeLessThan(0.02);
  });

  it('draws the distributions it names', () => {
    const random = createRandomStream(3, 'moments');
    const uniform = moments(() => random.uniform());
    expect(uniform.mean).toBeCloseTo(0.5, 2);
    expect(uniform.variance).toBeCloseTo(1 / 12, 2);
    const normal = moments(() => random.normal());
    expect(Math.abs(normal.mean)).toBeLessThan(0.02);
    expect(Math.abs(normal.variance - 1)).toBeLessThan(0.03);
    const poisson = moments(() => random.poisson(2.5));
    expect(Math.abs(poisson.mean - 2.5)).toBeLessThan(0.04);
    expect(Math.abs(poisson.variance - 2.5)).toBeLessThan(0.09);
    const logNormal = moments(() => Math.log(random.logNormal(10, 0.5)));
    expect(logNormal.mean).toBeCloseTo(Math.log(10), 1);
    expect(logNormal.variance).toBeCloseTo(0.25, 1);
    expect(Math.abs(moments(() => Number(random.chance(0.2))).mean - 0.2)).toBeLessThan(0.01);
    expect(Math.abs(moments(() => random.integer(3, 5)).mean - 4)).toBeLessThan(0.02);
    expect(Math.abs(moments(() => random.weightedIndex([1, 0, 3])).mean - 1.5)).toBeLessThan(0.02);
  });

  it('shuffles without loss and refuses to pick from nothing', () => {
    const random = createRandomStream(1);
    const items = Array.from({ length: 50 }, (_, index) => index);
    expect(random.shuffle(items)).not.toEqual(items);
    expect(random.shuffle(items).toSorted((left, right) => left - right)).toEqual(items);
    expect(() => random.pick([])).toThrow(RangeError);
  });
});
