import { seededRandom } from '@stepup/statistics';

/** People among whom was drawn, as rows of whoever is compared; `now` of them started. */
export interface AllocationBlock {
  readonly rows: readonly number[];
  readonly now: number;
}

export interface Allocations {
  /** Rows of those who would have started now. */
  readonly started: readonly (readonly number[])[];
  /** Every lot that could have fallen; false: as many of them drawn as {@link mostAllocations}. */
  readonly exhaustive: boolean;
}

/** More lots than these are sampled: a share of .05 then has a standard error of .002. */
const mostAllocations = 10_000;

/** The lots that could have fallen: all of them, or a sample by the seed. */
export function listAllocations(blocks: readonly AllocationBlock[], seed: number): Allocations {
  const possible = blocks.reduce((product, { rows, now }) => product * choose(rows.length, now), 1);
  if (possible <= mostAllocations) {
    const all = blocks.reduce<readonly (readonly number[])[]>(
      (lots, { rows, now }) => {
        const ofBlock = [...subsetsOf(rows, now)];
        return lots.flatMap((lot) => ofBlock.map((subset) => [...lot, ...subset]));
      },
      [[]],
    );
    return { started: all, exhaustive: true };
  }
  const random = seededRandom(seed, 'allocations');
  const started = Array.from({ length: mostAllocations }, () =>
    blocks.flatMap(({ rows, now }) => drawSubset(rows, now, random.uniform)),
  );
  return { started, exhaustive: false };
}

function drawSubset(rows: readonly number[], size: number, uniform: () => number): number[] {
  const left = [...rows];
  return Array.from({ length: size }, () => left.splice(Math.floor(uniform() * left.length), 1)[0] ?? 0);
}

function* subsetsOf(rows: readonly number[], size: number, from = 0): Generator<number[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let i = from; i <= rows.length - size; i += 1) {
    const first = rows[i];
    if (first === undefined) return;
    for (const rest of subsetsOf(rows, size - 1, i + 1)) yield [first, ...rest];
  }
}

function choose(n: number, k: number): number {
  let product = 1;
  for (let i = 1; i <= k; i += 1) product = (product * (n - k + i)) / i;
  return product;
}
