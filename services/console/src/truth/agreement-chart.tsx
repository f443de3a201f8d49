import { Box, Text, useComputedColorScheme } from '@mantine/core';
import { useMemo } from 'react';
import { chartColours } from '../charts/chart-colours.ts';
import { ChartSurface } from '../charts/chart-surface.tsx';
import type { ChartOption } from '../charts/draw-chart.ts';
import { useNames } from '../names/use-names.ts';
import { formatPercent } from '@stepup/wording/numbers';
import { type ComparedCell, hasSign } from './compare-with-truth.ts';

const heightPx = 360;

/** True rate against estimated rate, a mark each cell; on the line they agree. */
export function AgreementChart({ compared }: { compared: readonly ComparedCell[] }) {
  const scheme = useComputedColorScheme('light');
  const names = useNames();
  const option = useMemo((): ChartOption => {
    const colours = chartColours(scheme);
    const rows = compared.filter(({ cell }) => cell?.rate !== undefined && cell.rate !== null);
    const axis = {
      type: 'value' as const,
      min: 0,
      max: 1,
      axisLabel: { formatter: (value: number) => formatPercent(value), color: colours.dimmed },
      splitLine: { lineStyle: { color: colours.grid } },
      nameTextStyle: { color: colours.dimmed },
      nameLocation: 'middle' as const,
    };
    return {
      animation: false,
      grid: { left: 62, right: 16, top: 12, bottom: 48 },
      tooltip: {
        renderMode: 'richText',
        backgroundColor: colours.surface,
        borderColor: colours.grid,
        textStyle: { color: colours.text, fontSize: 12 },
        formatter: (item) => {
          const row = rows[Array.isArray(item) ? 0 : item.dataIndex];
          if (row === undefined) return '';
          const step = names.step(row.cell?.pipeline_id ?? null, row.truth.stage_id);
          return `${names.person(row.truth.rep_id)}, ${step}\nTrue ${formatPercent(row.truth.rate)}, likely ${formatPercent(row.cell?.rate ?? 0)}`;
        },
      },
      xAxis: { ...axis, name: 'True step-up rate', nameGap: 28 },
      yAxis: { ...axis, name: 'Likely step-up rate', nameGap: 44 },
      series: [
        {
          type: 'scatter',
          data: rows.map((row) => ({
            value: [row.truth.rate, row.cell?.rate ?? Number.NaN],
            symbol: hasSign(row) ? 'rect' : 'circle',
            symbolSize: hasSign(row) ? 10 : 7,
            itemStyle: { color: hasSign(row) ? colours.flagged : colours.rate, opacity: 0.75 },
          })),
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { color: colours.dimmed, type: 'dashed' },
            label: { show: false },
            data: [[{ coord: [0, 0] }, { coord: [1, 1] }]],
          },
        },
      ],
    };
  }, [compared, names, scheme]);
  return (
    <Box>
      <Text size="sm" c="dimmed">
        On the dashed line the estimate equals the truth. Squares show a sign of a gap. Estimates are drawn
        towards the middle, because few deals say little.
      </Text>
      <ChartSurface
        option={option}
        heightPx={heightPx}
        label="True against estimated rate of every person at every step"
      />
    </Box>
  );
}
