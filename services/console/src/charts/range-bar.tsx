import { useComputedColorScheme } from '@mantine/core';
import { formatPercent, formatRange } from '@stepup/wording/numbers';
import { chartColours } from './chart-colours.ts';

const heightPx = 58;
const barY = 24;

/** One rate on a scale of 0 to 100 %: the range as a line, the rate as a dot, a typical colleague as an upright stroke. */
export function RangeBar({
  about = 'Step-up rate',
  rate,
  interval,
  typical,
}: {
  about?: string;
  rate: number;
  interval: readonly [number, number];
  typical: number;
}) {
  const colours = chartColours(useComputedColorScheme('light'));
  const percent = (fraction: number): string => `${fraction * 100}%`;
  const [low, high] = interval;
  // Labels near an end would leave the picture.
  const anchorAt = (fraction: number) => (fraction > 0.8 ? 'end' : fraction < 0.2 ? 'start' : 'middle');
  const words = `likely ${formatPercent(rate)}, range ${formatRange(interval)}`;
  return (
    <svg
      width="100%"
      height={heightPx}
      role="img"
      aria-label={`${about}: ${words}; typical ${formatPercent(typical)}`}
    >
      <line x1="0" x2="100%" y1={barY} y2={barY} stroke={colours.grid} strokeWidth="8" />
      <line
        x1={percent(low)}
        x2={percent(high)}
        y1={barY}
        y2={barY}
        stroke={colours.flagged}
        strokeWidth="8"
        opacity="0.4"
      />
      <circle cx={percent(rate)} cy={barY} r="6.5" fill={colours.flagged} />
      <line
        x1={percent(typical)}
        x2={percent(typical)}
        y1={barY - 10}
        y2={barY + 10}
        stroke={colours.typical}
        strokeWidth="3"
      />
      <text x={percent(typical)} y="11" fontSize="12" fill={colours.text} textAnchor={anchorAt(typical)}>
        typical {formatPercent(typical)}
      </text>
      <text x={percent(rate)} y={barY + 22} fontSize="12" fill={colours.text} textAnchor={anchorAt(rate)}>
        {words}
      </text>
      <text x="0" y={barY + 22} fontSize="11" fill={colours.dimmed}>
        {rate > 0.45 && formatPercent(0)}
      </text>
      <text x="100%" y={barY + 22} fontSize="11" fill={colours.dimmed} textAnchor="end">
        {rate < 0.55 && formatPercent(1)}
      </text>
    </svg>
  );
}
