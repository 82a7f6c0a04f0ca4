const PARTS = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** Instant as `2026-01-31 14:05` in Beijing time; the text itself when it is no instant. */
export function instantText(iso: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  const part = Object.fromEntries(PARTS.formatToParts(time).map(({ type, value }) => [type, value]));
  return `${part['year'] ?? ''}-${part['month'] ?? ''}-${part['day'] ?? ''} ${part['hour'] ?? ''}:${part['minute'] ?? ''}`;
}

/** Seconds as a person says them: `不到 1 秒`, `12 秒`, `3 分 20 秒`. */
export function durationText(seconds: number): string {
  if (seconds < 1) return '不到 1 秒';
  const whole = Math.round(seconds);
  if (whole < 60) return `${String(whole)} 秒`;
  const rest = whole % 60;
  return `${String(Math.floor(whole / 60))} 分${rest === 0 ? '钟' : ` ${String(rest)} 秒`}`;
}

/** Seconds left when `done` of `total` took `elapsed` seconds; null while nothing can be said. */
export function secondsLeft(done: number, total: number, elapsed: number): number | null {
  if (done <= 0 || elapsed <= 0 || done >= total) return null;
  return ((total - done) / done) * elapsed;
}
