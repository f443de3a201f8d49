import { Box, Group, Text, useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useMemo } from 'react';
import { chartColours } from './chart-colours.ts';
import { ChartSurface } from './chart-surface.tsx';
import type { RateRow } from './rate-row.ts';
import { axisHeightPx, ratesOption, rowHeightPx } from './rates-option.ts';

/** Rates with their ranges beside a typical colleague, a row each. A click on a row opens what is behind it. */
export function RatesChart({
  rows,
  label,
  axisName,
  onSelect,
}: {
  rows: readonly RateRow[];
  label: string;
  /** What the numbers along the axis are. */
  axisName: string;
  onSelect: (id: string) => void;
}) {
  const scheme = useComputedColorScheme('light');
  const colours = chartColours(scheme);
  const { ref, width } = useElementSize();
  const option = useMemo(
    () => ratesOption(rows, chartColours(scheme), width, axisName),
    [rows, scheme, width, axisName],
  );
  const select = useMemo(
    () => (index: number) => {
      const row = rows[index];
      if (row !== undefined) onSelect(row.id);
    },
    [rows, onSelect],
  );
  const hasTypical = rows.some(({ typical }) => typical !== null);
  const hasFlagged = rows.some(({ isFlagged }) => isFlagged);
  return (
    <Box ref={ref}>
      <Group mb={4} aria-hidden style={{ columnGap: 20, rowGap: 2 }}>
        <Key colour={colours.rate} shape="dot" text="Step-up rate with its 90 % range" />
        {hasTypical && (
          <Key colour={colours.typical} shape="stroke" text="Typical colleague with the same leads" />
        )}
        {hasFlagged && <Key colour={colours.flagged} shape="square" text="Flagged as a gap" />}
      </Group>
      {width > 0 && (
        <ChartSurface
          option={option}
          heightPx={rows.length * rowHeightPx + axisHeightPx}
          label={label}
          onSelect={select}
        />
      )}
    </Box>
  );
}

function Key({ colour, shape, text }: { colour: string; shape: 'dot' | 'square' | 'stroke'; text: string }) {
  const [width, height] = shape === 'stroke' ? [3, 16] : [11, 11];
  return (
    <Group gap={6} wrap="nowrap">
      <Box
        w={width}
        h={height}
        bg={colour}
        style={{ borderRadius: shape === 'dot' ? '50%' : 2, flexShrink: 0 }}
      />
      <Text size="xs" c="dimmed">
        {text}
      </Text>
    </Group>
  );
}
