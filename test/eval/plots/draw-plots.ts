import { isProbableOrBetter, type CalibrationBin, type JudgedCell } from '../measure-cells.ts';
import { adjustedZ } from '../naive-methods.ts';
import { drawChart, type Point } from './chart.ts';

const diagonal = {
  label: 'as stated',
  points: [
    [0, 0],
    [1, 1],
  ] as readonly Point[],
  dashed: true,
};

export function drawCalibration(title: string, bins: readonly CalibrationBin[]): string {
  return drawChart({
    title,
    x: { label: 'stated', from: 0, to: 1 },
    y: { label: 'observed', from: 0, to: 1 },
    lines: [
      { label: 'observed', points: bins.map(({ stated, observed }): Point => [stated, observed]) },
      diagonal,
    ],
  });
}

/** How many gaps are found at which price, whatever the cut: P(gap), the adjusted z and the plain rate beside each other. */
export function drawRoc(title: string, cells: readonly JudgedCell[]): string {
  const scores: readonly [string, (judged: JudgedCell) => number][] = [
    ['P(gap)', ({ cell }) => cell.pGap ?? 0],
    ['z, case mix counted in', adjustedZ],
    ['below the team mean', ({ cell, stepRate }) => stepRate - (cell.rawRate ?? stepRate)],
  ];
  return drawChart({
    title,
    x: { label: 'false alarms among cells without a gap', from: 0, to: 1 },
    y: { label: 'found among gaps', from: 0, to: 1 },
    lines: [
      ...scores.map(([label, score]) => ({ label, points: traceRoc(cells, score) })),
      { ...diagonal, label: 'by chance' },
    ],
  });
}

function traceRoc(cells: readonly JudgedCell[], score: (judged: JudgedCell) => number): Point[] {
  const ranked = cells.toSorted((a, b) => score(b) - score(a));
  const gaps = cells.filter(({ isGap }) => isGap).length;
  let found = 0;
  let alarms = 0;
  const points: Point[] = [[0, 0]];
  for (const { isGap } of ranked) {
    if (isGap) found += 1;
    else alarms += 1;
    points.push([alarms / Math.max(1, cells.length - gaps), found / Math.max(1, gaps)]);
  }
  return points;
}

/** One step of one team: rate against deals, with the limits chance alone would keep to. */
export function drawFunnel(title: string, cells: readonly JudgedCell[]): string {
  const most = Math.max(1, ...cells.map(({ cell }) => cell.n)) * 1.1;
  const middle = cells[0]?.stepRate ?? 0.5;
  const limit = (sigmas: number): Point[] =>
    Array.from({ length: 40 }, (_, i): Point => {
      const n = 3 + ((most - 3) * i) / 39;
      const rate = middle + sigmas * Math.sqrt((middle * (1 - middle)) / n);
      return [n, Math.min(1, Math.max(0, rate))];
    });
  return drawChart({
    title,
    x: { label: 'deals', from: 0, to: most },
    y: { label: 'share moved on', from: 0, to: 1 },
    lines: [
      {
        label: 'team',
        points: [
          [0, middle],
          [most, middle],
        ],
      },
      { label: '2 sigma', points: limit(-2), dashed: true },
      { label: '2 sigma', points: limit(2), dashed: true },
    ],
    points: cells.map((judged) => ({
      at: [judged.cell.n, judged.cell.rawRate ?? 0],
      marked: isProbableOrBetter(judged),
      hint: `${judged.cell.repId}: ${judged.isGap ? 'gap' : 'no gap'}, P(gap) ${(judged.cell.pGap ?? 0).toFixed(2)}`,
    })),
  });
}
