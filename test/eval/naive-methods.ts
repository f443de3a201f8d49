import type { JudgedCell } from './measure-cells.ts';

/** The usual ways to find weak spots, each a rule over all cells of the teams. */
export const naiveMethods: Readonly<
  Record<string, (cells: readonly JudgedCell[]) => (judged: JudgedCell) => boolean>
> = {
  '10 % below the team mean':
    () =>
    ({ cell, stepRate }) =>
      (cell.rawRate ?? 1) < 0.9 * stepRate,
  'uncorrected z-test': () => (judged) => shortfallZ(judged) > ONE_SIDED,
  'funnel plot, 2 sigma': () => (judged) => adjustedZ(judged) > 2,
  'Benjamini–Hochberg on the z-test': (cells) => {
    const flagged = new Set<JudgedCell>();
    for (const team of Map.groupBy(cells, ({ team: seed }) => seed).values()) {
      for (const judged of controlDiscoveries(team)) flagged.add(judged);
    }
    return (judged) => flagged.has(judged);
  },
};

/** 2.5 % on one side. */
const ONE_SIDED = 1.96;
const FALSE_DISCOVERIES = 0.1;

/** Shortfall against the plain rate of everybody at the step, in standard errors. */
function shortfallZ({ cell, stepRate }: JudgedCell): number {
  const error = Math.sqrt((stepRate * (1 - stepRate)) / cell.n);
  return error > 0 ? (stepRate - (cell.rawRate ?? stepRate)) / error : 0;
}

/** The same against a typical colleague with the same leads, noise between months counted in. */
export function adjustedZ({ cell }: JudgedCell): number {
  const { typical, rawRate, n, phi } = cell;
  if (typical === null || rawRate === null) return 0;
  const error = Math.sqrt((phi * typical * (1 - typical)) / n);
  return error > 0 ? (typical - rawRate) / error : 0;
}

/** Benjamini and Hochberg (1995) over the cells of one team. */
function controlDiscoveries(team: readonly JudgedCell[]): JudgedCell[] {
  const ranked = team
    .map((judged) => ({ judged, p: upperTail(adjustedZ(judged)) }))
    .toSorted((a, b) => a.p - b.p);
  const last = ranked.findLastIndex(({ p }, i) => p <= (FALSE_DISCOVERIES * (i + 1)) / ranked.length);
  return ranked.slice(0, last + 1).map(({ judged }) => judged);
}

/** P(Z > z) by Simpson's rule over the density; plenty for a rank. */
function upperTail(z: number): number {
  if (z < 0) return 1 - upperTail(-z);
  const steps = 200;
  const width = Math.max(0, 9 - z) / steps;
  let sum = 0;
  for (let i = 0; i <= steps; i++) {
    const x = z + i * width;
    const weight = i === 0 || i === steps ? 1 : i % 2 === 0 ? 2 : 4;
    sum += weight * Math.exp((-x * x) / 2);
  }
  return (sum * width) / 3 / Math.sqrt(2 * Math.PI);
}
