import { formatPercent } from '@stepup/wording/numbers';
import type { ChartColours } from './chart-colours.ts';
import type { ChartOption } from './draw-chart.ts';
import type { RateRow } from './rate-row.ts';
import { countsBelow, tooltipOf } from './row-words.ts';

/** Height of one row, name and counts below each other. */
export const rowHeightPx = 40;
export const axisHeightPx = 46;

const narrowPx = 520;
const narrowLabelLength = 19;

/**
 * A row each: the range as a line, the rate as a dot, a typical colleague as an upright stroke. Flagged rows have a colour
 * and a square instead of a dot.
 */
export function ratesOption(
  rows: readonly RateRow[],
  colours: ChartColours,
  widthPx: number,
  axisName: string,
): ChartOption {
  const isNarrow = widthPx < narrowPx;
  const end = scaleEnd(rows);
  const labelWidthPx = isNarrow ? 132 : 220;
  const colourOf = ({ isFlagged }: RateRow): string => (isFlagged ? colours.flagged : colours.rate);
  return {
    animation: false,
    grid: { left: labelWidthPx + 12, right: 18, top: 4, bottom: axisHeightPx - 4, containLabel: false },
    tooltip: {
      trigger: 'item',
      renderMode: 'richText',
      backgroundColor: colours.surface,
      borderColor: colours.grid,
      textStyle: { color: colours.text, fontSize: 12 },
      formatter: (item) => tooltipOf(rows[Array.isArray(item) ? 0 : item.dataIndex]),
    },
    xAxis: {
      type: 'value',
      min: 0,
      max: end,
      name: axisName,
      nameLocation: 'middle',
      nameGap: 26,
      nameTextStyle: { color: colours.dimmed },
      interval: isNarrow ? end / 2 : end > 0.4 ? 0.2 : 0.1,
      axisLabel: { formatter: (value: number) => formatPercent(value), color: colours.dimmed },
      splitLine: { lineStyle: { color: colours.grid } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map(({ id }) => id),
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: {
        align: 'left',
        margin: labelWidthPx + 4,
        width: labelWidthPx,
        overflow: 'truncate',
        interval: 0,
        formatter: (_id: string, index: number) =>
          `{name|${shorten(rows[index]?.label ?? '', isNarrow)}}\n{counts|${countsOf(rows[index], isNarrow)}}`,
        rich: {
          name: { color: colours.text, fontWeight: 550, fontSize: 13, lineHeight: 17, width: labelWidthPx },
          counts: { color: colours.dimmed, fontSize: 11, lineHeight: 14, width: labelWidthPx },
        },
      },
    },
    series: [
      {
        type: 'custom',
        silent: false,
        data: rows.map(({ stepRate }, index) => {
          const [low, high] = stepRate.kind === 'rate' ? stepRate.interval : [Number.NaN, Number.NaN];
          return [low, high, index];
        }),
        encode: { x: [0, 1], y: 2 },
        renderItem: (_parameters, api) => {
          const row = rows[Number(api.value(2))];
          const [x1 = 0, y1 = 0] = api.coord([api.value(0), api.value(2)]);
          const [x2 = 0] = api.coord([api.value(1), api.value(2)]);
          if (row?.stepRate.kind !== 'rate') return null;
          return {
            type: 'line',
            shape: { x1, y1, x2, y2: y1 },
            style: { stroke: colourOf(row), lineWidth: 5, opacity: 0.35, lineCap: 'round' },
          };
        },
      },
      {
        type: 'scatter',
        symbol: 'rect',
        symbolSize: [3, 22],
        itemStyle: { color: colours.typical },
        data: rows.map(({ typical }, index) => [typical ?? Number.NaN, index]),
      },
      {
        type: 'scatter',
        data: rows.map((row, index) => ({
          value: [row.stepRate.kind === 'rate' ? row.stepRate.rate : Number.NaN, index],
          symbol: row.isFlagged ? 'rect' : 'circle',
          symbolSize: row.isFlagged ? 11 : 12,
          itemStyle: { color: colourOf(row) },
        })),
      },
    ],
  };
}

function countsOf(row: RateRow | undefined, isNarrow: boolean): string {
  return row === undefined ? '' : countsBelow(row, isNarrow);
}

/** Cut to what fits beside a narrow chart. The chart's own way of cutting does not work on text of several styles. */
function shorten(label: string, isNarrow: boolean): string {
  return isNarrow && label.length > narrowLabelLength ? `${label.slice(0, narrowLabelLength - 1)}…` : label;
}

/** Where the scale ends: the fifth above everything shown, so that low rates do not crowd at the left. */
export function scaleEnd(rows: readonly RateRow[]): number {
  const greatest = Math.max(
    0,
    ...rows.flatMap(({ stepRate, typical }) => [
      ...(stepRate.kind === 'rate' ? [stepRate.rate, stepRate.interval[1]] : []),
      typical ?? 0,
    ]),
  );
  return Math.min(1, Math.max(1, Math.ceil(greatest * 5 - 1e-9)) / 5);
}
