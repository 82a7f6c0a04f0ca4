import { SEVERITY_LABELS, type Severity } from '@jiheng/domain';

/** Each severity has a shape of its own, so that no meaning rests on colour. */
const SHAPES: Readonly<Record<Severity, string>> = {
  error: 'M8 1 15 8 8 15 1 8Z',
  warning: 'M8 1.5 15.2 14.2H.8Z',
  advice: 'M8 1.2a6.8 6.8 0 1 1 0 13.6A6.8 6.8 0 0 1 8 1.2Z',
};
const SIGNS: Readonly<Record<Severity, string>> = {
  error: 'M8 4.6v4M8 10.4v.8',
  warning: 'M8 6v4M8 11.6v.7',
  advice: 'M8 4.6v.8M8 7.2v4.2',
};

interface SeverityMarkProps {
  readonly severity: Severity;
  /** Set where no word stands beside the mark. */
  readonly isAlone?: boolean;
}

/** 错误 ◆, 需说明 ▲, 建议 ●. */
export function SeverityMark({ severity, isAlone = false }: SeverityMarkProps) {
  return (
    <svg
      className={`severity-mark ${severity}`}
      viewBox="0 0 16 16"
      {...(isAlone ? { role: 'img', 'aria-label': SEVERITY_LABELS[severity] } : { 'aria-hidden': true })}
    >
      <path d={SHAPES[severity]} />
      <path className="sign" d={SIGNS[severity]} />
    </svg>
  );
}

interface SeverityCountsProps {
  readonly errors: number;
  readonly warnings: number;
  readonly advice: number;
}

/** `◆2 ▲1 ●3`; a tick when nothing was found. */
export function SeverityCounts({ errors, warnings, advice }: SeverityCountsProps) {
  const counts = (
    [
      ['error', errors],
      ['warning', warnings],
      ['advice', advice],
    ] as const
  ).filter(([, count]) => count > 0);
  if (counts.length === 0) return <span className="severity-counts none">✓ 无问题</span>;
  return (
    <span className="severity-counts">
      {counts.map(([severity, count]) => (
        <span key={severity} className={severity} title={`${SEVERITY_LABELS[severity]} ${String(count)} 条`}>
          <SeverityMark severity={severity} isAlone />
          {count}
        </span>
      ))}
    </span>
  );
}
