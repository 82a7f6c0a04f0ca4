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

/** Processor seconds of one run, of all threads: what a busy machine does not change much. */
export function processorSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** Repeats work until the compiler has seen enough of it. */
export function warmUp(work: () => void, milliseconds = 3000): void {
  const end = performance.now() + milliseconds;
  do work();
  while (performance.now() < end);
}

/** Runs work and peer in turn (A B A B …), both warm, so that a drifting machine hits both alike. */
export function inTurn(runs: number, work: () => void, peer: () => void): { work: number[]; peer: number[] } {
  warmUp(work);
  warmUp(peer, 500);
  const times = { work: [] as number[], peer: [] as number[] };
  for (let index = 0; index < runs; index += 1) {
    times.work.push(processorSeconds(work));
    times.peer.push(processorSeconds(peer));
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
