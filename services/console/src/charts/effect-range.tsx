import { useComputedColorScheme } from '@mantine/core';
import { chartColours } from './chart-colours.ts';

/** Points to either side of nothing; what reaches further is cut there. */
const reach = 0.25;
const heightPx = 26;
const barY = 10;

/** A change on a scale around nothing: the range as a line, the likely value as a dot. The words stand beside it. */
export function EffectRange({
  mean,
  range: [low, high],
}: {
  mean: number;
  range: readonly [number, number];
}) {
  const colours = chartColours(useComputedColorScheme('light'));
  const place = (points: number): string =>
    `${50 + (50 * Math.max(-reach, Math.min(reach, points))) / reach}%`;
  return (
    <svg width="100%" height={heightPx} aria-hidden>
      <line x1="0" x2="100%" y1={barY} y2={barY} stroke={colours.grid} strokeWidth="6" />
      <line
        x1={place(low)}
        x2={place(high)}
        y1={barY}
        y2={barY}
        stroke={colours.rate}
        strokeWidth="6"
        opacity="0.4"
      />
      <line x1="50%" x2="50%" y1={barY - 8} y2={barY + 8} stroke={colours.typical} strokeWidth="2" />
      <circle cx={place(mean)} cy={barY} r="5.5" fill={colours.rate} />
      <text x="50%" y={heightPx - 0.5} fontSize="9" fill={colours.dimmed} textAnchor="middle">
        no effect
      </text>
    </svg>
  );
}
