import { CustomChart, type CustomSeriesOption, ScatterChart, type ScatterSeriesOption } from 'echarts/charts';
import {
  GridComponent,
  type GridComponentOption,
  MarkLineComponent,
  type MarkLineComponentOption,
  TooltipComponent,
  type TooltipComponentOption,
} from 'echarts/components';
import { type ComposeOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { fontFamily } from '../app/font-family.ts';

use([CustomChart, ScatterChart, GridComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

/** What the charts of the console are made of. */
export type ChartOption = ComposeOption<
  | CustomSeriesOption
  | ScatterSeriesOption
  | GridComponentOption
  | MarkLineComponentOption
  | TooltipComponentOption
>;

/** Draws into an element until the returned function is called. */
export function drawChart(
  place: HTMLElement,
  option: ChartOption,
  onSelect: ((index: number) => void) | undefined,
): () => void {
  const chart = init(place, null, { renderer: 'svg' });
  chart.setOption({ textStyle: { fontFamily }, ...option });
  if (onSelect !== undefined) {
    // The whole row can be clicked, with its label, not only the marks.
    const surface = chart.getZr();
    surface.on('click', ({ offsetY }) => onSelect(chart.convertFromPixel({ yAxisIndex: 0 }, offsetY)));
    surface.on('mousemove', () => surface.setCursorStyle('pointer'));
  }
  const observer = new ResizeObserver(() => chart.resize());
  observer.observe(place);
  return () => {
    observer.disconnect();
    chart.dispose();
  };
}
