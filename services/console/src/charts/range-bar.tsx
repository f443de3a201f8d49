import { useComputedColorScheme } from '@mantine/core';
import { formatPercent, formatRange } from '../wording/numbers.ts';
import { chartColours } from './chart-colours.ts';

const heightPx = 46;

/** One rate on a scale of 0 to 100 %: the range as a line, the rate as a dot, a typical colleague as an upright stroke. */
export function RangeBar({
  rate,
  interval,
  typical,
}: {
  rate: number;
  interval: readonly [number, number];
  typical: number;
}) {
  const colours = chartColours(useComputedColorScheme('light'));
  const percent = (fraction: number): string => `${fraction * 100}%`;
  const [low, high] = interval;
  // Labels near an end would leave the picture.
  const anchorAt = (fraction: number) => (fraction > 0.85 ? 'end' : fraction < 0.15 ? 'start' : 'middle');
  return (
    <svg
      width="100%"
      height={heightPx}
      role="img"
      aria-label={`Rate ${formatPercent(rate)}, range ${formatRange(interval)}, typical ${formatPercent(typical)}`}
    >
      <line x1="0" x2="100%" y1="22" y2="22" stroke={colours.grid} strokeWidth="8" strokeLinecap="round" />
      <line
        x1={percent(low)}
        x2={percent(high)}
        y1="22"
        y2="22"
        stroke={colours.flagged}
        strokeWidth="8"
        opacity="0.4"
      />
      <circle cx={percent(rate)} cy="22" r="6.5" fill={colours.flagged} />
      <line
        x1={percent(typical)}
        x2={percent(typical)}
        y1="12"
        y2="32"
        stroke={colours.typical}
        strokeWidth="3"
      />
      <text x={percent(typical)} y="9" fontSize="11" fill={colours.text} textAnchor={anchorAt(typical)}>
        typical {formatPercent(typical)}
      </text>
      <text x={percent(rate)} y="44" fontSize="11" fill={colours.text} textAnchor={anchorAt(rate)}>
        {formatPercent(rate)}
      </text>
    </svg>
  );
}
