import { cpus } from 'node:os';

/** One measured figure with what it was measured against. */
export interface Figure {
  readonly name: string;
  readonly median: number;
  readonly unit: string;
  /** All runs, sorted. */
  readonly runs: readonly number[];
  readonly goal?: { readonly value: number; readonly better: 'higher' | 'lower' };
  /** Median of a peer that did comparable work in the same run, and the ratio figure ÷ peer. */
  readonly peer?: { readonly name: string; readonly median: number };
  readonly input: string;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/** Seconds of one run. */
export function seconds(work: () => void): number {
  const started = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - started) / 1e9;
}

/** Runs work and peer in turn (A B A B …) after one warm-up of each, so that a drifting machine hits both alike. */
export function inTurn(runs: number, work: () => void, peer: () => void): { work: number[]; peer: number[] } {
  work();
  peer();
  const times = { work: [] as number[], peer: [] as number[] };
  for (let index = 0; index < runs; index += 1) {
    times.work.push(seconds(work));
    times.peer.push(seconds(peer));
  }
  return times;
}

export function machine(): string {
  const processors = cpus();
  return `${processors.length} × ${processors[0]?.model.trim() ?? '?'}，Node ${process.versions.node}，${process.platform}`;
}

function reached(figure: Figure): string {
  if (!figure.goal) return '';
  const { value, better } = figure.goal;
  const good = better === 'higher' ? figure.median >= value : figure.median <= value;
  return `${good ? '达到' : '未达到'}目标 ${better === 'higher' ? '≥' : '≤'} ${value}`;
}

function short(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(3);
}

/** Prints figures as a table a person can read and quote. */
export function printFigures(figures: readonly Figure[]): void {
  for (const figure of figures) {
    const low = Math.min(...figure.runs);
    const high = Math.max(...figure.runs);
    console.log(
      `${figure.name}：中位 ${short(figure.median)} ${figure.unit}（${short(low)}–${short(high)}，${figure.runs.length} 次） ${reached(figure)}`,
    );
    console.log(`  输入：${figure.input}`);
    if (figure.peer) {
      console.log(
        `  对照：${figure.peer.name} 中位 ${short(figure.peer.median)} ${figure.unit}，比值 ${short(figure.median / figure.peer.median)}`,
      );
    }
  }
}
