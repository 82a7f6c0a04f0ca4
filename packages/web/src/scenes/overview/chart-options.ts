import type { Overview } from '@jiheng/api';
import { Decimal } from '@jiheng/domain';
import type { ChartOption } from '../../components/chart-canvas.tsx';
import { wanColumn } from '../../wording/numbers.ts';
import { axisFloor, shortNames, type Point } from './figures.ts';

const INK = '#1c2526';
const QUIET = '#56615f';
const LINE = '#dbe1e0';
const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif';

/** Shape and shade per grade; red and amber stay with the findings. */
const GRADES: readonly { readonly grade: string; readonly symbol: string; readonly color: string }[] = [
  { grade: '优', symbol: 'circle', color: '#0b6e6e' },
  { grade: '良', symbol: 'circle', color: '#6bb0ad' },
  { grade: '中', symbol: 'triangle', color: '#7d8886' },
  { grade: '差', symbol: 'diamond', color: '#343d3c' },
];
const OTHER = { grade: '未评等级', symbol: 'rect', color: '#a9b3b1' };

function axis(name: string, min: number) {
  return {
    type: 'value' as const,
    name,
    min,
    nameLocation: 'middle' as const,
    nameTextStyle: { color: QUIET },
    axisLabel: { color: QUIET },
    splitLine: { lineStyle: { color: LINE } },
  };
}

/** Names come from imported documents; the tooltip is markup. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${String(sign.charCodeAt(0))};`);
}

function pointTip({ source }: Point): string {
  const { projectName, unit, executionRate, totalScore, amountWan, grade } = source;
  const lines = [
    `<b>${escaped(projectName)}</b>`,
    ...(unit === null ? [] : [escaped(unit)]),
    `执行率 ${escaped(executionRate)} %，总分 ${escaped(totalScore)}${grade === null ? '' : `，${escaped(grade)}`}`,
    `金额 ${escaped(wanColumn(amountWan))} 万元`,
  ];
  return lines.join('<br>');
}

/** 总分与执行率 bubbles, one series per grade so that the legend names the shapes. */
export function bubbleOption(points: readonly Point[]): ChartOption {
  const seriesOf = ({ grade, symbol, color }: (typeof GRADES)[number], own: readonly Point[]) => ({
    type: 'scatter' as const,
    name: grade,
    symbol,
    itemStyle: { color, opacity: 0.72, borderColor: '#fff', borderWidth: 1 },
    emphasis: { itemStyle: { opacity: 1, borderColor: INK } },
    data: own.map((point) => ({ value: [point.rate, point.score], symbolSize: point.radius, point })),
  });
  const isKnown = ({ source }: Point) => GRADES.some(({ grade }) => grade === source.grade);
  const series = [
    ...GRADES.map((grade) =>
      seriesOf(
        grade,
        points.filter(({ source }) => source.grade === grade.grade),
      ),
    ),
    seriesOf(
      OTHER,
      points.filter((point) => !isKnown(point)),
    ),
  ].filter(({ data }) => data.length > 0);
  return {
    textStyle: { fontFamily: FONT },
    grid: { left: 52, right: 28, top: 48, bottom: 44 },
    legend: { top: 0, right: 0, itemWidth: 12, itemHeight: 12, textStyle: { color: INK } },
    tooltip: { formatter: (item: unknown) => tipOf(item) },
    xAxis: { ...axis('执行率（%）', axisFloor(points.map(({ rate }) => rate))), nameGap: 26 },
    yAxis: { ...axis('自评总分', axisFloor(points.map(({ score }) => score))), max: 100, nameGap: 34 },
    series,
    animation: false,
  };
}

function isPointItem(item: unknown): item is { readonly data: { readonly point: Point } } {
  return (
    typeof item === 'object' &&
    item !== null &&
    'data' in item &&
    typeof item.data === 'object' &&
    item.data !== null &&
    'point' in item.data
  );
}

function tipOf(item: unknown): string {
  return isPointItem(item) ? pointTip(item.data.point) : '';
}

/** The form of a clicked bubble. */
export function formOfMark(item: unknown): string | null {
  return isPointItem(item) ? item.data.point.source.formId : null;
}

type Unit = Overview['byUnit'][number];

function drawn(amount: string): number {
  return Decimal.parse(amount)?.toNumber() ?? 0;
}

/** Characters of a unit's name beside its bars. */
const LONGEST_NAME = 12;

/** 单位预算与执行: two bars per unit, the largest on top. */
export function unitOption(units: readonly Unit[]): ChartOption {
  const names = units.map(({ unit }) => unit);
  const shown = shortNames(names, LONGEST_NAME);
  const bar = (name: string, color: string, value: (unit: Unit) => string) => ({
    type: 'bar' as const,
    name,
    barMaxWidth: 9,
    barGap: '10%',
    itemStyle: { color },
    data: units.map((unit) => drawn(value(unit))),
  });
  return {
    textStyle: { fontFamily: FONT },
    grid: { left: 8, right: 16, top: 30, bottom: 8, containLabel: true },
    legend: { top: 0, right: 0, itemWidth: 12, itemHeight: 8, textStyle: { color: INK } },
    tooltip: {
      trigger: 'axis' as const,
      axisPointer: { type: 'shadow' as const },
      valueFormatter: (value: unknown) => `${wanColumn(String(value))} 万元`,
    },
    xAxis: {
      type: 'value' as const,
      splitNumber: 3,
      axisLabel: { color: QUIET, hideOverlap: true },
      splitLine: { lineStyle: { color: LINE } },
    },
    yAxis: {
      type: 'category' as const,
      inverse: true,
      data: names,
      axisTick: { show: false },
      axisLabel: {
        color: INK,
        formatter: (_: string, at: number) => shown[at] ?? '',
      },
      triggerEvent: true,
    },
    series: [
      bar('预算', '#9cc7c4', ({ budgetWan }) => budgetWan),
      bar('执行', '#0b6e6e', ({ spentWan }) => spentWan),
    ],
    animation: false,
  };
}

/** The unit of a clicked bar or name. */
export function unitOfMark(item: unknown): string | null {
  if (typeof item !== 'object' || item === null) return null;
  if ('componentType' in item && item.componentType === 'yAxis' && 'value' in item) return String(item.value);
  return 'name' in item && typeof item.name === 'string' ? item.name : null;
}
