/** A chart of its own small kind: axes from 0 to a limit, points and lines, written as SVG. */
export interface Chart {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly lines: readonly {
    readonly label: string;
    readonly points: readonly Point[];
    readonly dashed?: boolean;
  }[];
  readonly points?: readonly { readonly at: Point; readonly marked: boolean; readonly hint: string }[];
}

export type Point = readonly [x: number, y: number];

interface Axis {
  readonly label: string;
  readonly from: number;
  readonly to: number;
}

const width = 640;
const height = 440;
const margin = { left: 60, right: 190, top: 40, bottom: 50 };
const colours = ['#0b5fa5', '#c2410c', '#15803d', '#7c3aed', '#64748b'];
const ticks = 5;

export function drawChart(chart: Chart): string {
  const toX = (value: number): number =>
    margin.left +
    ((value - chart.x.from) / (chart.x.to - chart.x.from)) * (width - margin.left - margin.right);
  const toY = (value: number): number =>
    height -
    margin.bottom -
    ((value - chart.y.from) / (chart.y.to - chart.y.from)) * (height - margin.top - margin.bottom);
  const at = ([x, y]: Point): string => `${toX(x).toFixed(1)},${toY(y).toFixed(1)}`;
  const parts = [
    `<text x="${margin.left}" y="24" font-size="15" font-weight="600">${escapeText(chart.title)}</text>`,
    ...drawAxes(chart, toX, toY),
    ...chart.lines.flatMap(({ label, points, dashed }, i) => {
      const colour = colours[i % colours.length] ?? '#000';
      const stroke = `fill="none" stroke="${colour}" stroke-width="2"${dashed === true ? ' stroke-dasharray="5 4"' : ''}`;
      const y = margin.top + 14 + i * 20;
      const left = width - margin.right + 14;
      return [
        `<polyline points="${points.map(at).join(' ')}" ${stroke}/>`,
        `<line x1="${left}" x2="${left + 18}" y1="${y}" y2="${y}" ${stroke}/>`,
        `<text x="${left + 24}" y="${y + 4}" font-size="11">${escapeText(label)}</text>`,
      ];
    }),
    ...(chart.points ?? []).map(({ at: [x, y], marked, hint }) => {
      const fill = marked ? '#c2410c' : '#94a3b8';
      return `<circle cx="${toX(x).toFixed(1)}" cy="${toY(y).toFixed(1)}" r="4" fill="${fill}"><title>${escapeText(hint)}</title></circle>`;
    }),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" role="img" aria-label="${escapeText(chart.title)}">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

function drawAxes(chart: Chart, toX: (value: number) => number, toY: (value: number) => number): string[] {
  const bottom = height - margin.bottom;
  const right = width - margin.right;
  const marks = Array.from({ length: ticks + 1 }, (_, i) => i / ticks).flatMap((share) => {
    const x = chart.x.from + share * (chart.x.to - chart.x.from);
    const y = chart.y.from + share * (chart.y.to - chart.y.from);
    return [
      `<text x="${toX(x).toFixed(1)}" y="${bottom + 18}" font-size="11" text-anchor="middle">${formatTick(x)}</text>`,
      `<text x="${margin.left - 8}" y="${(toY(y) + 4).toFixed(1)}" font-size="11" text-anchor="end">${formatTick(y)}</text>`,
      `<line x1="${margin.left}" x2="${right}" y1="${toY(y).toFixed(1)}" y2="${toY(y).toFixed(1)}" stroke="#e2e8f0"/>`,
    ];
  });
  return [
    ...marks,
    `<text x="${(margin.left + right) / 2}" y="${height - 12}" font-size="12" text-anchor="middle">${escapeText(chart.x.label)}</text>`,
    `<text transform="translate(16 ${(margin.top + bottom) / 2}) rotate(-90)" font-size="12" text-anchor="middle">${escapeText(chart.y.label)}</text>`,
  ];
}

function formatTick(value: number): string {
  return Number(value.toPrecision(3)).toString();
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
