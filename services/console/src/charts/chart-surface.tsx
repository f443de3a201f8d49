import { useEffect, useRef } from 'react';
import { type ChartOption, drawChart } from './draw-chart.ts';

/**
 * Draws an ECharts option as SVG in a box of the given height and keeps it as wide as its place. A chart is a picture
 * for the eye: `label` says what it shows, and the page has the same numbers as text.
 */
export function ChartSurface({
  option,
  heightPx,
  label,
  onSelect,
}: {
  option: ChartOption;
  heightPx: number;
  label: string;
  /** Called with the index of the row that was clicked. */
  onSelect?: (index: number) => void;
}) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current === null) return undefined;
    return drawChart(place.current, option, onSelect);
  }, [option, onSelect, heightPx]);
  return <div ref={place} role="img" aria-label={label} style={{ height: heightPx, width: '100%' }} />;
}
