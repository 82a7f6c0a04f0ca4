import { BarChart, ScatterChart, type BarSeriesOption, type ScatterSeriesOption } from 'echarts/charts';
import {
  GridComponent,
  LegendComponent,
  TooltipComponent,
  type GridComponentOption,
  type LegendComponentOption,
  type TooltipComponentOption,
} from 'echarts/components';
import { init, use, type ComposeOption, type ECharts } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

use([BarChart, ScatterChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

export type ChartOption = ComposeOption<
  BarSeriesOption | ScatterSeriesOption | GridComponentOption | LegendComponentOption | TooltipComponentOption
>;

export interface ChartProps {
  readonly option: ChartOption;
  readonly height: number;
  /** What the picture says, for those who do not see it. */
  readonly summary: string;
  readonly onPick: (mark: unknown) => void;
}

/** The only door to ECharts; a chunk of its own, fetched after the first paint. */
export function ChartCanvas({ option, height, summary, onPick }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>(null);
  const pick = useRef(onPick);
  useEffect(() => {
    pick.current = onPick;
  }, [onPick]);
  useEffect(() => {
    if (!place.current) return undefined;
    const own = init(place.current);
    chart.current = own;
    own.on('click', (mark) => {
      pick.current(mark);
    });
    const observer = new ResizeObserver(() => {
      own.resize();
    });
    observer.observe(place.current);
    return () => {
      observer.disconnect();
      own.dispose();
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption(option, true);
  }, [option]);
  // Grows with the card where its neighbour is higher.
  return (
    <div
      ref={place}
      role="img"
      aria-label={summary}
      style={{ flex: `1 0 ${String(height)}px`, minHeight: height }}
    />
  );
}
